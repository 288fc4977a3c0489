package io.daybook.query.balances.approval;

import static java.util.Objects.requireNonNull;

import io.daybook.events.Money;
import io.daybook.query.balances.account.AccountEntity;
import io.daybook.query.balances.approval.Approval.Decision;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code approvals}. */
@Entity
@Immutable
@Table(name = "approvals")
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
class ApprovalEntity {

    @Id
    private UUID approvalId;

    private UUID accountId;

    /** Account of the customer, for filtering by customer; never fetched. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "accountId", insertable = false, updatable = false)
    @SuppressWarnings("unused") // Searches go through it.
    private AccountEntity account;

    private long position;

    @Enumerated(EnumType.STRING)
    private ApprovalStatus status;

    private BigDecimal amount;
    private String currency;
    private @Nullable UUID toAccountId;
    private @Nullable LocalDate effectiveDate;
    private @Nullable String reference;
    private @Nullable String reason;
    private @Nullable String purpose;
    private String requestedBy;
    private Instant requestedAt;
    private @Nullable UUID decisionEventId;
    private @Nullable String decisionReason;
    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;

    Approval approval() {
        return new Approval(
                approvalId,
                accountId,
                position,
                status,
                new Money(amount, Currency.getInstance(currency)).value(),
                currency,
                toAccountId,
                effectiveDate,
                reference,
                reason,
                purpose,
                requestedBy,
                requestedAt,
                decision());
    }

    private @Nullable Decision decision() {
        return decisionEventId == null
                ? null
                : new Decision(decisionEventId, requireNonNull(decidedBy), requireNonNull(decidedAt), decisionReason);
    }
}
