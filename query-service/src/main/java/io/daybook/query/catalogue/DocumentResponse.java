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
 * @param title what it is, in words, if that was said and is not withheld
 * @param withheld why name and title are not told; null if they are
 * @param kind what kind of document it is, as a short code, if that was said
 * @param mediaType what its content is, as a media type without parameters
 * @param sha256 the SHA-256 of its content, in hexadecimal digits
 * @param submittedBy who handed it in
 * @param reason why, if that was said
 * @param review what a reviewer made of it; absent as long as none has decided
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
     * @param decidedAt when
     * @param decidedBy who
     * @param reason why; always there if the document was rejected
     */
    record Review(
            Instant decidedAt, String decidedBy, @Nullable String reason) {}
}
