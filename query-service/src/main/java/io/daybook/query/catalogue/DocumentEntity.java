package io.daybook.query.catalogue;

import io.daybook.query.catalogue.DocumentResponse.Review;
import io.daybook.query.privacy.DecryptedTexts;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code documents}. */
@Entity
@Immutable
@Table(name = "documents")
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
class DocumentEntity {

    @Id
    private UUID documentId;

    private UUID accountId;
    private @Nullable String name;
    private @Nullable String title;
    private @Nullable String kind;
    private String mediaType;
    private long sizeBytes;
    private String sha256;

    @Enumerated(EnumType.STRING)
    private DocumentStatus status;

    private Instant submittedAt;
    private String submittedBy;
    private @Nullable String submitReason;
    private @Nullable Instant decidedAt;
    private @Nullable String decidedBy;
    private @Nullable String decideReason;
    private long version;
    private long position;
    private long firstPosition;

    UUID documentId() {
        return documentId;
    }

    long firstPosition() {
        return firstPosition;
    }

    /** Encrypted texts of the row. */
    Stream<@Nullable String> sealed() {
        return Stream.of(name, title);
    }

    DocumentResponse response(DecryptedTexts texts) {
        return new DocumentResponse(
                documentId,
                accountId,
                texts.text(name),
                texts.text(title),
                texts.withheld(name),
                kind,
                mediaType,
                sizeBytes,
                sha256,
                status,
                submittedAt,
                submittedBy,
                submitReason,
                review(),
                version,
                position);
    }

    private @Nullable Review review() {
        return decidedAt == null ? null : new Review(decidedAt, Objects.requireNonNull(decidedBy), decideReason);
    }
}
