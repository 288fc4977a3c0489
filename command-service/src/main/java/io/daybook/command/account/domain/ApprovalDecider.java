package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.approvalHasEnded;
import static io.daybook.command.account.domain.AccountRefusals.samePerson;
import static io.daybook.command.account.domain.AccountRefusals.secondPersonNeeded;
import static io.daybook.command.account.domain.AccountRefusals.tooManyApprovals;
import static io.daybook.command.account.domain.AccountRefusals.unknownApproval;

import io.daybook.command.account.domain.AccountCommand.ApprovePayment;
import io.daybook.command.account.domain.AccountCommand.BelowApprovalThreshold;
import io.daybook.command.account.domain.AccountCommand.Payment;
import io.daybook.command.account.domain.AccountCommand.RejectPayment;
import io.daybook.command.account.domain.AccountCommand.RequestPayment;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.PaymentApproved;
import io.daybook.events.AccountEvent.PaymentRejected;
import io.daybook.events.AccountEvent.PaymentRequested;
import io.daybook.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides payments that take a second person. Pure. */
final class ApprovalDecider {

    private ApprovalDecider() {}

    /** Decides a request: what would be refused anyway is refused at once, and what is below the threshold is done at once. */
    static Decision request(RequestPayment command, Account account, StreamStates states, DecisionTime time) {
        Payment payment = command.payment();
        Decision atOnce = AccountDecider.decide(payment, states, time);
        if (!(atOnce instanceof Accepted)) {
            return atOnce;
        }
        Money amount = payment.amount().in(account.currency());
        if (!command.thresholds().areBelow(amount)) {
            return atOnce;
        }
        if (account.approvals().isFull()) {
            return new Refused(tooManyApprovals(PendingApprovals.PENDING_MAX));
        }
        var requested = new PaymentRequested(
                command.requestedBy(), amount, receiver(payment), payment.effectiveDate(), payment.reference());
        return new Accepted(List.of(new NewEvent(payment.accountId(), requested, time.today())));
    }

    /** The payment is decided anew: what was covered when it was asked for need not be any more, and then it goes on waiting. */
    static Decision approve(ApprovePayment command, Account account, StreamStates states, DecisionTime time) {
        return requirePending(account, command.requestEventId())
                .or(() -> requireOtherPerson(account, command))
                .<Decision>map(Refused::new)
                .orElseGet(() -> account.approvals()
                        .find(command.requestEventId())
                        .map(asked -> AccountDecider.decide(payment(command, asked), states, time))
                        .map(payment -> approved(command, payment, time))
                        .orElseThrow());
    }

    private static Decision approved(ApprovePayment command, Decision payment, DecisionTime time) {
        if (!(payment instanceof Accepted made)) {
            return payment;
        }
        UUID request = command.requestEventId();
        var events = new ArrayList<NewEvent>();
        events.add(new NewEvent(command.accountId(), new PaymentApproved(request), time.today(), request));
        made.events()
                .forEach(event ->
                        events.add(new NewEvent(event.streamId(), event.event(), event.effectiveDate(), request)));
        return new Accepted(events);
    }

    static Decision reject(RejectPayment command, Account account, DecisionTime time) {
        UUID request = command.requestEventId();
        return requirePending(account, request)
                .<Decision>map(Refused::new)
                .orElseGet(() -> new Accepted(List.of(
                        new NewEvent(command.accountId(), new PaymentRejected(request), time.today(), request))));
    }

    /** Money that leaves by another way than a payment is not let round the second person. */
    static Decision within(BelowApprovalThreshold command, StreamStates states, DecisionTime time) {
        Decision decision = AccountDecider.decide(command.command(), states, time);
        if (!(decision instanceof Accepted accepted)) {
            return decision;
        }
        return accepted.events().stream()
                .flatMap(event -> debit(event).stream())
                .filter(command.thresholds()::areBelow)
                .findFirst()
                .<Decision>map(debit -> new Refused(secondPersonNeeded(debit)))
                .orElse(decision);
    }

    private static Optional<Money> debit(NewEvent event) {
        boolean isReversal = event.event() instanceof AccountEvent.TransactionReversed;
        return !isReversal && event.event() instanceof AccountEvent account
                ? account.balanceChange().filter(Money::isNegative).map(Money::negated)
                : Optional.empty();
    }

    private static Optional<Refusal> requirePending(Account account, UUID request) {
        if (account.approvals().find(request).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                account.approvals().isKnownToHaveEnded(request) ? approvalHasEnded(request) : unknownApproval(request));
    }

    private static Optional<Refusal> requireOtherPerson(Account account, ApprovePayment command) {
        return account.approvals()
                .find(command.requestEventId())
                .filter(asked -> asked.requestedBy().equals(command.approvedBy()))
                .map(asked -> samePerson());
    }

    private static Payment payment(ApprovePayment command, PaymentRequested asked) {
        var amount = new Amount(asked.amount().value(), asked.amount().currency());
        UUID to = asked.toAccountId();
        return to == null
                ? new Withdraw(command.accountId(), amount, asked.effectiveDate(), asked.reference())
                : new Transfer(
                        command.operationId(),
                        command.accountId(),
                        to,
                        amount,
                        asked.effectiveDate(),
                        asked.reference());
    }

    private static @Nullable UUID receiver(Payment payment) {
        return payment instanceof Transfer transfer ? transfer.toAccountId() : null;
    }
}
