package io.daybook.query.audit;

import io.daybook.events.Hash;
import io.daybook.events.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code history}. */
@Entity
@Immutable
@Table(name = "history")
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
class HistoryEntity {

    @Id
    private long position;

    private UUID streamId;
    private long streamVersion;
    private UUID eventId;
    private String type;
    private int schemaVersion;
    private String payload;
    private String actor;
    private @Nullable String reason;
    private @Nullable String purpose;
    private Instant recordedAt;
    private LocalDate effectiveDate;
    private UUID correlationId;
    private @Nullable UUID causationId;
    private @Nullable String metadata;
    private @Nullable BigDecimal balanceBefore;
    private @Nullable BigDecimal balanceAfter;
    private @Nullable String currency;
    private byte[] hash;

    HistoryEntry entry() {
        return new HistoryEntry(
                eventId,
                streamId,
                position,
                streamVersion,
                type,
                schemaVersion,
                payload,
                actor,
                reason,
                purpose,
                recordedAt,
                effectiveDate,
                correlationId,
                causationId,
                metadata,
                amount(balanceBefore),
                amount(balanceAfter),
                currency,
                Hash.of(hash).toString());
    }

    private @Nullable BigDecimal amount(@Nullable BigDecimal value) {
        return value == null || currency == null ? null : new Money(value, Currency.getInstance(currency)).value();
    }
}
