package io.daybook.command.account.domain;

import io.daybook.command.account.domain.ValueDatedBalances.DayEnd;
import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.CustomerOwned;
import io.daybook.command.decision.approval.HasWaitingActions;
import io.daybook.command.decision.approval.WaitingActions;
import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.AccountUnfrozen;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.HoldReleased;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyMovement;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account as its events have left it: what the rules need to know to decide the next command, and nothing else.
 *
 * @param customerId id of the customer whose account it is; null if it was opened before customers had an id
 * @param status status, which decides if it takes part in business
 * @param balance the sum of all movements, whatever their value dates
 * @param overdraftLimit amount by which it may go below zero, zero or more
 * @param holds the holds
 * @param valueDates the balance on the value dates before the latest one
 * @param interest the interest paid, and what may change it
 * @param waitingActions the actions that wait for a second person
 */
public record Account(
        @Nullable String customerId,
        Status status,
        Money balance,
        Money overdraftLimit,
        Holds holds,
        ValueDatedBalances valueDates,
        InterestHistory interest,
        WaitingActions waitingActions)
        implements CustomerOwned, HasWaitingActions {

    /** Status of an account in business. */
    public enum Status {
        /** Money comes and goes. */
        OPEN,
        /** Money comes; it does not go. */
        FROZEN,
        /** It is at an end. */
        CLOSED
    }

    /** The account that an opening opens. */
    public static Account opened(AccountOpened event, LocalDate effectiveDate) {
        Money limit = event.overdraftLimit();
        return new Account(
                event.holder().customerId(),
                Status.OPEN,
                Money.zero(limit.currency()),
                limit,
                Holds.NONE,
                ValueDatedBalances.startingOn(effectiveDate),
                InterestHistory.NONE,
                WaitingActions.NONE);
    }

    /** The currency in which everything on this account is. */
    public Currency currency() {
        return balance.currency();
    }

    /** Money that may leave the account at that instant: balance, less what is held, plus the overdraft limit. */
    public Money available(Instant now) {
        return balance.minus(held(now)).plus(overdraftLimit);
    }

    /** Money that is held at that instant; expired holds no longer count. */
    public Money held(Instant now) {
        return holds.total(currency(), now);
    }

    /**
     * The first closing balance, from the given day on, that would be below the limit if that much left the account on the
     * given day; the balance is as it is without that debit. Today's closing balance is not looked at: it is
     * {@link #available}'s matter.
     */
    public Optional<DayEnd> firstDayBelowLimit(Money debit, LocalDate effectiveDate) {
        return valueDates.firstDayBelow(overdraftLimit.negated().plus(debit), effectiveDate);
    }

    /** The first closing balance below the limit, from the given day on and the present balance included. */
    public Optional<DayEnd> firstDayBelowLimit(LocalDate from) {
        Money floor = overdraftLimit.negated();
        return valueDates.firstDayBelow(floor, from).or(() -> {
            LocalDate latest = valueDates.latest().isBefore(from) ? from : valueDates.latest();
            return balance.isLessThan(floor) ? Optional.of(new DayEnd(latest, balance)) : Optional.empty();
        });
    }

    /** The balances that a movement of that value date changes: the present one, and closing ones of the days since. */
    Stream<Money> balancesSince(LocalDate date) {
        return Stream.concat(
                Stream.of(balance), valueDates.since(date, currency()).map(DayEnd::balance));
    }

    /** The closing balances of the days on which money moved, oldest first; before the first of them there was nothing. */
    public List<DayEnd> dayEnds() {
        var days = new ArrayList<>(valueDates.earlier());
        days.add(new DayEnd(valueDates.latest(), balance));
        return days;
    }

    /** The account as it would be if that much moved, negative if it left, on that value date. */
    public Account moved(Money change, LocalDate effectiveDate) {
        ValueDatedBalances shifted = valueDates.moved(change, balance, effectiveDate);
        return new Account(
                customerId, status, balance.plus(change), overdraftLimit, holds, shifted, interest, waitingActions);
    }

    @Override
    public Optional<String> owner() {
        return Optional.ofNullable(customerId);
    }

    @Override
    public Account evolve(AppliedEvent applied) {
        return switch (applied.event()) {
            case AccountEvent event -> evolve(event, applied);
            case ApprovalEvent event -> withWaitingActions(waitingActions.after(applied.eventId(), event));
            default -> this;
        };
    }

    private Account evolve(AccountEvent event, AppliedEvent applied) {
        return switch (event) {
            case AccountOpened opened -> opened(opened, applied.effectiveDate());
            case HoldCaptured captured -> entered(captured, applied).withHolds(holds.ended(captured.holdId()));
            case InterestPaid paid ->
                moved(paid.change(), applied.effectiveDate()).withInterest(interest.afterPayment(paid));
            case MoneyMovement movement -> entered(movement, applied);
            case FundsHeld held -> withHolds(holds.placed(held));
            case HoldReleased released -> withHolds(holds.ended(released.holdId()));
            case OverdraftLimitChanged changed -> withOverdraftLimit(changed.limit());
            case OverdraftLimitBreached breached -> this;
            case AccountFrozen frozen -> withStatus(Status.FROZEN);
            case AccountUnfrozen unfrozen -> withStatus(Status.OPEN);
            case AccountClosed closed -> withStatus(Status.CLOSED);
        };
    }

    private Account entered(MoneyMovement movement, AppliedEvent applied) {
        Money change = movement.change();
        return moved(change, applied.effectiveDate())
                .withInterest(interest.afterEntry(applied.eventId(), applied.effectiveDate(), change));
    }

    private Account withHolds(Holds changed) {
        return new Account(customerId, status, balance, overdraftLimit, changed, valueDates, interest, waitingActions);
    }

    private Account withOverdraftLimit(Money changed) {
        return new Account(customerId, status, balance, changed, holds, valueDates, interest, waitingActions);
    }

    private Account withStatus(Status changed) {
        return new Account(customerId, changed, balance, overdraftLimit, holds, valueDates, interest, waitingActions);
    }

    private Account withWaitingActions(WaitingActions changed) {
        return new Account(customerId, status, balance, overdraftLimit, holds, valueDates, interest, changed);
    }

    private Account withInterest(InterestHistory changed) {
        return new Account(customerId, status, balance, overdraftLimit, holds, valueDates, changed, waitingActions);
    }
}
