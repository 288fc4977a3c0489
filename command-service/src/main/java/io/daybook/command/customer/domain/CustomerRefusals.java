package io.daybook.command.customer.domain;

import static io.daybook.command.decision.Refusal.againstTheRules;
import static io.daybook.command.decision.Refusal.notAllowedNow;
import static io.daybook.command.decision.Refusal.unknown;

import io.daybook.command.decision.CustomerAccount;
import io.daybook.command.decision.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Every reason for which the bank refuses a command to a customer. */
public final class CustomerRefusals {

    private CustomerRefusals() {}

    /** There is nothing to forget. */
    public static Refusal nothingHeld(String customerId) {
        return unknown(
                "no-personal-data",
                "No personal data is held of customer %s: there never was any, or it is erased.".formatted(customerId));
    }

    /** Nobody of that id ever held an account. */
    public static Refusal unknownCustomer(String customerId) {
        return unknown("unknown-customer", "No account was ever opened for a customer %s.".formatted(customerId));
    }

    static Refusal accountsAreOpen(List<CustomerAccount> open) {
        return againstTheRules(
                "customer-has-accounts",
                "The customer holds %d accounts that are not closed, %s among them. Close them first; a frozen account is not closed."
                        .formatted(open.size(), open.getFirst().accountId()));
    }

    static Refusal onLegalHold() {
        return againstTheRules(
                "legal-hold",
                "The customer's data has to be kept for a legal hold. Have the hold lifted first, if it is over.");
    }

    static Refusal retentionNotOver(LocalDate until) {
        return againstTheRules(
                "retention-not-over",
                "The data has to be kept after the customer's last account was closed. It may be erased from %s on."
                        .formatted(until));
    }

    static Refusal erasureIsScheduled(Instant erasesAt) {
        return notAllowedNow(
                "erasure-scheduled",
                "An erasure was agreed to before and is carried out at %s. It can be cancelled until then."
                        .formatted(erasesAt));
    }

    /** No erasure that was agreed to is waiting. */
    public static Refusal noErasureScheduled() {
        return notAllowedNow(
                "no-erasure-scheduled",
                "No erasure waits to be carried out: none was agreed to, or it is done or cancelled. A request that waits"
                        + " for a second person is taken back by POST /v1/approvals/{approvalId}/reject.");
    }

    static Refusal erasureNotDue(Instant erasesAt) {
        return notAllowedNow("erasure-not-due", "It can be cancelled until %s.".formatted(erasesAt));
    }

    static Refusal onLegalHoldAlready() {
        return notAllowedNow("legal-hold-stands", "A legal hold stands already. It holds until it is lifted.");
    }

    static Refusal notOnLegalHold() {
        return notAllowedNow("no-legal-hold", "There is no legal hold to lift.");
    }
}
