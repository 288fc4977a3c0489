package io.daybook.query.balances.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment that needs a second person's approval.
 *
 * @param approvalId the event that asked for it
 * @param accountId the account that pays
 * @param position the log position of the request
 * @param amount amount of money, more than zero, in major units
 * @param toAccountId the account of this bank that is to receive it; absent if the money is to leave the bank
 * @param effectiveDate the value date that was asked for; absent for the day of the approval
 * @param requestedBy person who asked, and so cannot approve
 * @param decision decision of the second person; absent while it waits
 */
record Approval(
        UUID approvalId,
        UUID accountId,
        long position,
        ApprovalStatus status,
        BigDecimal amount,
        String currency,
        @Nullable UUID toAccountId,
        @Nullable LocalDate effectiveDate,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable String purpose,
        String requestedBy,
        Instant requestedAt,
        @Nullable Decision decision) {

    /**
     * Decision of the second person.
     *
     * @param eventId the approval or rejection
     */
    record Decision(
            UUID eventId,
            String decidedBy,
            Instant decidedAt,
            @Nullable String reason) {}
}
