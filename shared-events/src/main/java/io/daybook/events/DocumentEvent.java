package io.daybook.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that can happen to a document that was handed in for an account. The document is the stream that the event stands in;
 * its content stands outside of the log, in the document store, under the stream's id. The log holds the content's SHA-256, so
 * that it is noticed if the content is ever another. Content, name and title are sealed as a {@link AccountEvent.Holder} is;
 * those of documents from before that are plain.
 */
public sealed interface DocumentEvent extends DomainEvent {

    /**
     * A document was handed in, and waits for a reviewer.
     *
     * @param accountId the account it belongs to
     * @param name the name of its file, without folders and without anything that does not show
     * @param title title in the words of the submitter, if given
     * @param kind kind of document as a short code such as PASSPORT, if that was said
     * @param mediaType type of its content, as an IANA media type without parameters: {@code application/pdf}
     * @param sizeBytes size of its content, one byte or more
     * @param sha256 the SHA-256 of its content, as 64 hexadecimal digits in lower case
     */
    record DocumentSubmitted(
            UUID accountId,
            String name,
            @Nullable String title,
            @Nullable String kind,
            String mediaType,
            long sizeBytes,
            String sha256)
            implements DocumentEvent {}

    /** A reviewer accepted the document. */
    record DocumentAccepted() implements DocumentEvent {}

    /** A reviewer rejected the document; the envelope's reason says why, and is always there. */
    record DocumentRejected() implements DocumentEvent {}
}
