package io.daybook.query.balances.history;

import io.daybook.events.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of the table {@code restated_days}. */
@Entity
@Immutable
@IdClass(RestatedDayEntity.Key.class)
@Table(name = "restated_days")
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
class RestatedDayEntity {

    @Id
    private UUID accountId;

    @Id
    private LocalDate effectiveDate;

    @Id
    private long version;

    private BigDecimal previousBalance;
    private BigDecimal balance;
    private UUID eventId;
    private Instant recordedAt;

    /** Primary key of the table. */
    record Key(UUID accountId, LocalDate effectiveDate, long version) {}

    Restatement restatement(Currency currency) {
        return new Restatement(
                effectiveDate,
                new Money(previousBalance, currency).value(),
                new Money(balance, currency).value(),
                currency.getCurrencyCode(),
                eventId,
                recordedAt,
                version);
    }
}
