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
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A row of the table {@code approvals}. */
@Entity
@Immutable
@Table(name = "approvals")
@SuppressWarnings("NullAway.Init") // JPA fills the fields, from columns that are not null.
class ApprovalEntity {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    @Id
    private UUID approvalId;

    private @Nullable UUID accountId;

    /** Account of the customer, for filtering by customer; never fetched. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "accountId", insertable = false, updatable = false)
    @SuppressWarnings("unused") // Searches go through it.
    private AccountEntity account;

    private long position;

    @Enumerated(EnumType.STRING)
    private ApprovalStatus status;

    private @Nullable BigDecimal amount;
    private @Nullable String currency;
    private String subject;
    private String kind;
    private String fields;
    private @Nullable UUID toAccountId;
    private @Nullable LocalDate effectiveDate;
    private @Nullable String reference;
    private @Nullable String reason;
    private @Nullable String purpose;
    private String requestedBy;
    private Instant requestedAt;
    private @Nullable Instant expiresAt;
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
                subject,
                kind,
                JSON.readValue(fields, FIELDS),
                amount == null ? null : new Money(amount, Currency.getInstance(requireNonNull(currency))).value(),
                currency,
                toAccountId,
                effectiveDate,
                reference,
                reason,
                purpose,
                requestedBy,
                requestedAt,
                expiresAt,
                decision());
    }

    private @Nullable Decision decision() {
        return decisionEventId == null
                ? null
                : new Decision(decisionEventId, requireNonNull(decidedBy), requireNonNull(decidedAt), decisionReason);
    }
}
