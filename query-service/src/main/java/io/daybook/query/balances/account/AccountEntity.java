package io.daybook.query.balances.account;

import io.daybook.events.Money;
import io.daybook.query.privacy.DecryptedTexts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code accounts}, as far as lists show it. */
@Entity
@Immutable
@Table(name = "accounts")
@SecondaryTable(name = AccountEntity.HOLDERS, pkJoinColumns = @PrimaryKeyJoinColumn(name = "account_id"))
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
public class AccountEntity {

    static final String HOLDERS = "holders";

    @Id
    private UUID accountId;

    private @Nullable String customerId;

    @Column(table = HOLDERS)
    private @Nullable String name;

    @Column(table = HOLDERS)
    private @Nullable String email;

    @Column(table = HOLDERS)
    private @Nullable String address;

    @Column(table = HOLDERS)
    private Long @Nullable [] nameTokens;

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

    /** Encrypted texts of the row. */
    Stream<@Nullable String> sealed() {
        return Stream.of(name, email, address);
    }

    AccountSummary summary(DecryptedTexts opened) {
        Currency unit = Currency.getInstance(currency);
        return new AccountSummary(
                accountId,
                new Holder(customerId, name, email, address, null).opened(opened),
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
