package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.alreadyReversed;
import static io.daybook.command.account.domain.AccountRefusals.notReversible;
import static io.daybook.command.account.domain.AccountRefusals.nothingToCorrect;
import static io.daybook.command.account.domain.AccountRules.requireDebitable;
import static io.daybook.command.account.domain.AccountRules.requireNotClosed;
import static io.daybook.command.account.domain.AccountRules.requireOpenOn;
import static io.daybook.command.account.domain.AccountRules.requirePositiveAmount;
import static io.daybook.command.account.domain.AccountRules.requireValidValueDate;

import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.ReverseTransaction;
import io.daybook.command.account.domain.OriginalTransaction.Side;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.BankEntry;
import io.daybook.events.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes transactions back, and puts wrong ones right: the bank's own corrections. They take effect on the value date of the
 * original, once only, on both sides of a transfer or not at all. They may leave an account below its limit, and say so with an
 * event of its own.
 */
final class ReversalDecider {

    private ReversalDecider() {}

    static Decision reverse(ReverseTransaction command, StreamStates states) {
        return requireReversible(command.original(), states)
                .or(() -> requireOnEverySide(command.original(), states, side -> requireReversal(side, states)))
                .<Decision>map(Refused::new)
                .orElseGet(() -> new Accepted(command.original().sides().stream()
                        .flatMap(side -> reversed(side, states).stream())
                        .toList()));
    }

    static Decision correct(CorrectTransaction command, StreamStates states, DecisionTime time) {
        return requireReversible(command.original(), states)
                .or(() -> requireOnEverySide(
                        command.original(), states, side -> requireCorrection(side, command, states)))
                .or(() -> requireValidValueDate(dateOf(command), time))
                .or(() -> requireDifference(command))
                .<Decision>map(Refused::new)
                .orElseGet(() -> new Accepted(command.original().sides().stream()
                        .flatMap(side -> corrected(side, command, states).stream())
                        .toList()));
    }

    // The rules.

    private static Optional<Refusal> requireReversible(OriginalTransaction original, StreamStates states) {
        UUID eventId = original.named().eventId();
        return requireReversibleKind(original.named().event())
                .or(() -> states.causedBy(eventId).stream().anyMatch(TransactionReversed.class::isInstance)
                        ? Optional.of(alreadyReversed(eventId))
                        : Optional.empty());
    }

    private static Optional<Refusal> requireReversibleKind(AccountEvent event) {
        return switch (event) {
            case TransactionReversed reversed ->
                Optional.of(notReversible("A reversal", "Record the transaction anew."));
            case InterestPaid paid ->
                Optional.of(notReversible(
                        "Interest",
                        "Put the entries right that it was computed from; the next run pays the difference."));
            default ->
                event.balanceChange().isPresent()
                        ? Optional.empty()
                        : Optional.of(notReversible("What moved no money", "See what the account offers instead."));
        };
    }

    @FunctionalInterface
    private interface SideRule {
        Optional<Refusal> check(Side side);
    }

    private static Optional<Refusal> requireOnEverySide(
            OriginalTransaction original, StreamStates states, SideRule rule) {
        return original.sides().stream()
                .flatMap(side ->
                        requireNotClosed(side.accountId(), account(side, states)).or(() -> rule.check(side)).stream())
                .findFirst();
    }

    private static Optional<Refusal> requireReversal(Side side, StreamStates states) {
        Money change = changeOf(side).negated();
        return change.isNegative() ? requireDebitable(side.accountId(), account(side, states)) : Optional.empty();
    }

    private static Optional<Refusal> requireCorrection(Side side, CorrectTransaction command, StreamStates states) {
        Account account = account(side, states);
        Amount amount = amountOf(command, side);
        return requireDebitable(side.accountId(), account)
                .or(() -> requirePositiveAmount(amount, account))
                .or(() -> requireOpenOrNotEarlier(side, command, account));
    }

    /** An entry from before its account's first day may stay there, or come nearer. */
    private static Optional<Refusal> requireOpenOrNotEarlier(Side side, CorrectTransaction command, Account account) {
        LocalDate date = dateOf(command);
        return date.isBefore(side.effectiveDate()) ? requireOpenOn(date, side.accountId(), account) : Optional.empty();
    }

    private static Optional<Refusal> requireDifference(CorrectTransaction command) {
        Side named = command.original().named();
        boolean isSame = amountOf(command, named)
                                .value()
                                .compareTo(absolute(changeOf(named)).value())
                        == 0
                && dateOf(command).equals(named.effectiveDate());
        return isSame ? Optional.of(nothingToCorrect(named.eventId())) : Optional.empty();
    }

    // The events.

    private static List<NewEvent> reversed(Side side, StreamStates states) {
        var reversed = new TransactionReversed(side.eventId(), changeOf(side).negated());
        var events = new ArrayList<NewEvent>();
        events.add(new NewEvent(side.accountId(), reversed, side.effectiveDate(), side.eventId()));
        if (reversed.change().isNegative()) {
            Account after = account(side, states).moved(reversed.change(), side.effectiveDate());
            events.addAll(AccountRules.breach(side.accountId(), after, side.effectiveDate(), side.eventId()));
        }
        return events;
    }

    private static List<NewEvent> corrected(Side side, CorrectTransaction command, StreamStates states) {
        Account account = account(side, states);
        var reversed = new TransactionReversed(side.eventId(), changeOf(side).negated());
        AccountEvent right = rightEvent(side, command, amountOf(command, side).in(account.currency()));
        Money change = right.balanceChange().orElseThrow();
        LocalDate date = dateOf(command);
        Account after = account.moved(reversed.change(), side.effectiveDate()).moved(change, date);
        LocalDate first = date.isBefore(side.effectiveDate()) ? date : side.effectiveDate();
        var events = new ArrayList<NewEvent>();
        events.add(new NewEvent(side.accountId(), reversed, side.effectiveDate(), side.eventId()));
        events.add(new NewEvent(side.accountId(), right, date, side.eventId()));
        events.addAll(AccountRules.breach(side.accountId(), after, first, side.eventId()));
        return events;
    }

    private static AccountEvent rightEvent(Side side, CorrectTransaction command, Money amount) {
        return switch (side.event()) {
            case MoneyDeposited wrong ->
                new MoneyDeposited(amount, referenceOf(command, wrong.reference()), wrong.counterparty());
            case MoneyWithdrawn wrong ->
                new MoneyWithdrawn(amount, referenceOf(command, wrong.reference()), wrong.counterparty());
            case HoldCaptured wrong ->
                new MoneyWithdrawn(amount, referenceOf(command, wrong.reference()), wrong.counterparty());
            case BankEntry wrong -> wrong.with(amount, referenceOf(command, wrong.reference()));
            case TransferSent wrong ->
                new TransferSent(
                        command.operationId(),
                        wrong.toAccountId(),
                        amount,
                        referenceOf(command, wrong.reference()),
                        wrong.counterparty());
            case TransferReceived wrong ->
                new TransferReceived(
                        command.operationId(),
                        wrong.fromAccountId(),
                        amount,
                        referenceOf(command, wrong.reference()),
                        wrong.counterparty());
            default -> throw new IllegalStateException("%s is not corrected.".formatted(side.event()));
        };
    }

    private static Account account(Side side, StreamStates states) {
        return states.find(side.accountId(), Account.class)
                .orElseThrow(() -> new IllegalStateException(
                        "The log has event %s of an account that it does not have.".formatted(side.eventId())));
    }

    private static Money changeOf(Side side) {
        return side.event().balanceChange().orElseThrow();
    }

    private static Amount amountOf(CorrectTransaction command, Side side) {
        return command.amount() == null ? new Amount(absolute(changeOf(side)).value(), null) : command.amount();
    }

    private static LocalDate dateOf(CorrectTransaction command) {
        return command.effectiveDate() == null ? command.original().named().effectiveDate() : command.effectiveDate();
    }

    private static @Nullable String referenceOf(CorrectTransaction command, @Nullable String otherwise) {
        return command.reference() == null ? otherwise : command.reference();
    }

    private static Money absolute(Money money) {
        return money.isNegative() ? money.negated() : money;
    }
}
