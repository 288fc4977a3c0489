package io.daybook.query.balances;

import io.daybook.events.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code accounts}, as far as lists show it. */
@Entity
@Immutable
@Table(name = "accounts")
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
class AccountRow {

    @Id
    private UUID accountId;

    private @Nullable String customerId;
    private String holderName;
    private @Nullable String productCode;
    private String currency;

    @Enumerated(EnumType.STRING)
    private AccountStatus status;

    private BigDecimal balance;
    private BigDecimal overdraftLimit;
    private long version;
    private long position;
    private Instant openedAt;
    private Instant updatedAt;

    AccountSummary summary() {
        Currency unit = Currency.getInstance(currency);
        return new AccountSummary(
                accountId,
                new Holder(customerId, holderName),
                productCode,
                currency,
                status,
                new Money(balance, unit).value(),
                new Money(overdraftLimit, unit).value(),
                version,
                position,
                openedAt,
                updatedAt);
    }
}
