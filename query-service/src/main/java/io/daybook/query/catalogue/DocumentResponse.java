package io.daybook.query.catalogue;

import io.daybook.query.privacy.Withheld;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of a document.
 *
 * @param accountId the account it was handed in for
 * @param name the name of its file; null if it is withheld
 * @param title title in words, if given and not withheld
 * @param withheld reason why name and title are withheld; null if they are not
 * @param kind kind of document as a short code, if that was said
 * @param mediaType type of its content, as a media type without parameters
 * @param sha256 the SHA-256 of its content, in hexadecimal digits
 * @param submittedBy person or program that handed it in
 * @param reason reason, if given
 * @param review decision of a reviewer; absent as long as none has decided
 * @param version the stream version of the last event that is in here
 * @param position the log position of that event
 */
@Schema(name = "Document")
record DocumentResponse(
        UUID documentId,
        UUID accountId,
        @Nullable String name,
        @Nullable String title,
        @Nullable Withheld withheld,
        @Nullable String kind,
        String mediaType,
        long sizeBytes,
        String sha256,
        DocumentStatus status,
        Instant submittedAt,
        String submittedBy,
        @Nullable String reason,
        @Nullable Review review,
        long version,
        long position) {

    /**
     * A reviewer's decision on a document.
     *
     * @param decidedAt time of the decision
     * @param decidedBy person who decided
     * @param reason reason of the decision; always there if the document was rejected
     */
    record Review(
            Instant decidedAt, String decidedBy, @Nullable String reason) {}
}
