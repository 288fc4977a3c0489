package io.daybook.documents;

import java.io.IOException;
import java.io.InputStream;

/**
 * The content of a document, on its way into the store.
 *
 * @param sha256 its SHA-256, as 64 hexadecimal digits in lower case
 * @param sizeBytes its length
 * @param source opens it
 */
public record Content(String sha256, long sizeBytes, Source source) {

    /** Gives a content as often as it is wanted. */
    @FunctionalInterface
    public interface Source {
        /** The content from its beginning on; the caller closes it. */
        InputStream open() throws IOException;
    }

    /** The content from its beginning on, which fails rather than end as anything else than was announced. */
    InputStream open() throws IOException {
        return new VerifiedInputStream(source.open(), sizeBytes, sha256);
    }
}
