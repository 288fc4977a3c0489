package io.daybook.query.balances.approval;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action that needs a second person's approval.
 *
 * @param approvalId the event that asked for it
 * @param accountId the account that it concerns, of a payment the one that pays; absent if it concerns none
 * @param position the log position of the request
 * @param subject kind of thing that it concerns: ACCOUNT, PRODUCT, IMPORT, INTEREST_RUN or CUSTOMER
 * @param kind kind of action, such as withdrawal, transfer, fee or overdraft-limit
 * @param fields the fields of its command
 * @param amount amount that it moves, or the limit that it sets, in major units; absent if it has no amount
 * @param currency the currency of the amount; absent without one
 * @param toAccountId the account of this bank that is to receive the money; absent if none is
 * @param effectiveDate the value date that was asked for; absent for the day of the approval
 * @param requestedBy person who asked, and so cannot approve
 * @param expiresAt time from which on it can no longer be approved; absent if that has no end
 * @param decision decision of the second person, or the end of its time; absent while it waits
 */
record Approval(
        UUID approvalId,
        @Nullable UUID accountId,
        long position,
        ApprovalStatus status,
        String subject,
        String kind,
        Map<String, String> fields,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable UUID toAccountId,
        @Nullable LocalDate effectiveDate,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable String purpose,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant expiresAt,
        @Nullable Decision decision) {

    /**
     * Decision of the second person, or the end of the action's time.
     *
     * @param eventId the approval, the rejection or the end of its time
     */
    record Decision(
            UUID eventId,
            String decidedBy,
            Instant decidedAt,
            @Nullable String reason) {}
}
