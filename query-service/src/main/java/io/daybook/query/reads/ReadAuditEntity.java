package io.daybook.query.reads;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code reads}. */
@Entity
@Immutable
@Table(name = "reads")
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
class ReadAuditEntity {

    @Id
    private UUID readId;

    private Instant readAt;
    private String actor;
    private @Nullable String customerId;
    private String method;
    private String path;
    private @Nullable UUID accountId;
    private @Nullable UUID documentId;
    private @Nullable UUID eventId;
    private int status;
    private @Nullable String correlationId;

    ReadAuditEntry entry() {
        return new ReadAuditEntry(
                readId, readAt, actor, customerId, method, path, accountId, documentId, eventId, status, correlationId);
    }
}
