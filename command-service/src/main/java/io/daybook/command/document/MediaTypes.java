package io.daybook.command.document;

import io.daybook.serviceweb.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** Media types that are taken; checks by the first bytes that a content is of the type it is declared to be. */
final class MediaTypes {

    private final Set<String> taken;

    MediaTypes(Set<String> taken) {
        this.taken = Set.copyOf(taken);
    }

    /**
     * The media type of a content, without parameters.
     *
     * @param given media type that the caller states
     * @throws Problem if that is not taken, or if the content is something else
     */
    String checked(@Nullable String given, InputStream content) throws IOException {
        MediaType said = MediaType.parse(given);
        if (said == null || !taken.contains(said.getBaseType().toString())) {
            throw DocumentProblems.typeNotTaken(said == null ? "nothing known" : said.toString(), taken);
        }
        MediaType found = Detector.TYPES.detect(new BufferedInputStream(content), new Metadata());
        if (!agree(said.getBaseType(), found.getBaseType())) {
            throw DocumentProblems.typeDiffers(
                    said.getBaseType().toString(), found.getBaseType().toString());
        }
        return said.getBaseType().toString();
    }

    /** A CSV file is also plain text, an office document is also a ZIP archive; but octets are nothing in particular. */
    private static boolean agree(MediaType said, MediaType found) {
        MediaTypeRegistry types = Detector.TYPES.getMediaTypeRegistry();
        return !found.equals(MediaType.OCTET_STREAM)
                && (said.equals(found)
                        || types.isSpecializationOf(said, found)
                        || types.isSpecializationOf(found, said));
    }

    /** Tika's table of types takes a quarter of a second to read: only once it is needed. */
    private static final class Detector {
        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    }
}
