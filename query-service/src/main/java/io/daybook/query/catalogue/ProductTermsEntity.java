package io.daybook.query.catalogue;

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
import org.jspecify.annotations.Nullable;

/** A row of the table {@code product_terms}. */
@Entity
@Immutable
@IdClass(ProductTermsEntity.Key.class)
@Table(name = "product_terms")
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
class ProductTermsEntity {

    @Id
    private UUID productId;

    @Id
    private long version;

    private @Nullable LocalDate effectiveDate;
    private BigDecimal annualRate;
    private BigDecimal overdraftRate;
    private String dayCount;
    private BigDecimal overdraftLimit;
    private Instant recordedAt;
    private String actor;
    private @Nullable String reason;

    /** Primary key of the table. */
    record Key(UUID productId, long version) {}

    Terms terms(Currency currency) {
        return new Terms(
                annualRate,
                overdraftRate,
                dayCount,
                new Money(overdraftLimit, currency).value(),
                effectiveDate,
                version,
                recordedAt,
                actor,
                reason);
    }
}
