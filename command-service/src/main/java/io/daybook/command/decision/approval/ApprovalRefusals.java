package io.daybook.command.decision.approval;

import static io.daybook.command.decision.Refusal.againstTheRules;
import static io.daybook.command.decision.Refusal.notAllowedNow;
import static io.daybook.command.decision.Refusal.notAllowedToCaller;
import static io.daybook.command.decision.Refusal.unknown;

import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.approval.FourEyesPolicy.Act;
import io.daybook.events.Money;
import java.util.UUID;

/** Every reason for which the bank refuses what has to do with a second person. */
public final class ApprovalRefusals {

    private ApprovalRefusals() {}

    /** Nothing was asked for by that event. */
    public static Refusal unknownApproval(UUID requestEventId) {
        return unknown("unknown-approval", "Nothing waits for approval as %s.".formatted(requestEventId));
    }

    /** An action is approved or rejected once, and in time. */
    public static Refusal approvalHasEnded(UUID requestEventId) {
        return notAllowedNow(
                "approval-ended",
                "What was asked for as %s was approved or rejected before, or its time is over."
                        .formatted(requestEventId));
    }

    /** An account is not closed while something on it waits. */
    public static Refusal actionsWait(int actions) {
        return notAllowedNow(
                "approvals-waiting",
                "%d actions on the account wait for approval. Have them decided before closing it.".formatted(actions));
    }

    static Refusal tooManyApprovals(int max) {
        return notAllowedNow(
                "too-many-approvals",
                "%d actions wait for approval here, as many as may. Have some of them decided first.".formatted(max));
    }

    static Refusal samePerson() {
        return notAllowedToCaller("same-person", "Whoever asked for an action cannot approve it. Somebody else must.");
    }

    static Refusal notTheRequester() {
        return notAllowedToCaller(
                "not-the-requester",
                "Only whoever asked for an action can take it back. Rejecting it for others needs the scope approvals:write.");
    }

    static Refusal secondPersonNeeded(Act act) {
        return againstTheRules(
                "second-person-needed",
                "%s takes a second person, and this cannot wait for one. Do it with less, or in another way."
                        .formatted(act.amount() == null ? "This" : act.amount()));
    }

    static Refusal moreThanAskedFor(Money now, Money asked) {
        return notAllowedNow(
                "approval-exceeded",
                "It would come to %s by now; %s was asked for. Reject it, and have it asked for anew."
                        .formatted(now, asked));
    }

    static Refusal notOverYet(UUID requestEventId) {
        return notAllowedNow("approval-not-over", "The time of %s is not over.".formatted(requestEventId));
    }
}
