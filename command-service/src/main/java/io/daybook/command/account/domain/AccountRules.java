package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.accountIsClosed;
import static io.daybook.command.account.domain.AccountRefusals.accountIsFrozen;
import static io.daybook.command.account.domain.AccountRefusals.amountNotPositive;
import static io.daybook.command.account.domain.AccountRefusals.amountTooLarge;
import static io.daybook.command.account.domain.AccountRefusals.amountUnfit;
import static io.daybook.command.account.domain.AccountRefusals.balanceNotZero;
import static io.daybook.command.account.domain.AccountRefusals.bookingDateAhead;
import static io.daybook.command.account.domain.AccountRefusals.bookingDateTooOld;
import static io.daybook.command.account.domain.AccountRefusals.captureAboveHold;
import static io.daybook.command.account.domain.AccountRefusals.currencyMismatch;
import static io.daybook.command.account.domain.AccountRefusals.holdAlreadyOver;
import static io.daybook.command.account.domain.AccountRefusals.holdTooLong;
import static io.daybook.command.account.domain.AccountRefusals.holdsOpen;
import static io.daybook.command.account.domain.AccountRefusals.insufficientFunds;
import static io.daybook.command.account.domain.AccountRefusals.insufficientFundsOn;
import static io.daybook.command.account.domain.AccountRefusals.limitNegative;
import static io.daybook.command.account.domain.AccountRefusals.overdraftInUse;
import static io.daybook.command.account.domain.AccountRefusals.tooManyHolds;
import static io.daybook.command.account.domain.AccountRefusals.valueDateAhead;
import static io.daybook.command.account.domain.AccountRefusals.valueDateBeforeOpening;
import static io.daybook.command.account.domain.AccountRefusals.valueDateTooOld;
import static io.daybook.command.decision.approval.ApprovalRefusals.actionsWait;

import io.daybook.command.account.domain.Account.Status;
import io.daybook.command.account.domain.AccountCommand.PlaceHold;
import io.daybook.command.account.domain.Holds.Hold;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.Money;
import io.daybook.events.Money.UnfitAmount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules that commands to accounts are under: each answers with the refusal it leads to, or with nothing. Pure. */
final class AccountRules {

    /** The earliest value date: older than any account that is still kept, and safe in every calendar in use. */
    static final LocalDate VALUE_DATE_MIN = LocalDate.of(1900, 1, 1);

    /** Digits before the decimal point that one command may move: a thousand times the largest payments there are. */
    static final int AMOUNT_INTEGER_DIGITS_MAX = 15;

    /** Digits before the decimal point that a balance may reach; leaves {@link Money} room for sums over accounts. */
    static final int BALANCE_INTEGER_DIGITS_MAX = 18;

    /** Longest time for which money may be set aside: longer than any guarantee that a hold stands for. */
    static final int HOLD_YEARS_MAX = 10;

    private AccountRules() {}

    static Optional<Refusal> requireNotClosed(UUID accountId, Account account) {
        return account.status() == Status.CLOSED ? Optional.of(accountIsClosed(accountId)) : Optional.empty();
    }

    static Optional<Refusal> requireDebitable(UUID accountId, Account account) {
        return switch (account.status()) {
            case OPEN -> Optional.empty();
            case FROZEN -> Optional.of(accountIsFrozen(accountId));
            case CLOSED -> Optional.of(accountIsClosed(accountId));
        };
    }

    static Optional<Refusal> requireValidAmount(Amount amount, Account account) {
        if (amount.currency() != null && !amount.currency().equals(account.currency())) {
            return Optional.of(currencyMismatch(
                    amount.currency().getCurrencyCode(), account.currency().getCurrencyCode()));
        }
        return requireValidAmount(amount.value(), account.currency());
    }

    static Optional<Refusal> requireValidAmount(BigDecimal value, Currency currency) {
        try {
            return Money.asWritten(value, currency).integerDigits() > AMOUNT_INTEGER_DIGITS_MAX
                    ? Optional.of(amountTooLarge(AMOUNT_INTEGER_DIGITS_MAX))
                    : Optional.empty();
        } catch (UnfitAmount unfit) {
            return Optional.of(amountUnfit(String.valueOf(unfit.getMessage())));
        }
    }

    static Optional<Refusal> requireValidLimit(Money limit) {
        return limit.isNegative() ? Optional.of(limitNegative(limit)) : Optional.empty();
    }

    static Optional<Refusal> requirePositiveAmount(Amount amount, Account account) {
        return requireValidAmount(amount, account).or(() -> {
            Money money = amount.in(account.currency());
            return money.isPositive() ? Optional.empty() : Optional.of(amountNotPositive(money));
        });
    }

    static Optional<Refusal> requireSameCurrency(Account from, Account to) {
        return from.currency().equals(to.currency())
                ? Optional.empty()
                : Optional.of(currencyMismatch(
                        from.currency().getCurrencyCode(), to.currency().getCurrencyCode()));
    }

    static Optional<Refusal> requireValidValueDate(LocalDate effectiveDate, DecisionTime time) {
        if (effectiveDate.isAfter(time.today())) {
            return Optional.of(valueDateAhead(effectiveDate, time.today()));
        }
        return effectiveDate.isBefore(VALUE_DATE_MIN)
                ? Optional.of(valueDateTooOld(effectiveDate, VALUE_DATE_MIN))
                : Optional.empty();
    }

    /** Other books had an entry before this log, or on its day. They may have had it before its value date, or before the account's. */
    static Optional<Refusal> requireValidBookingDate(LocalDate bookedOn, DecisionTime time) {
        if (bookedOn.isAfter(time.today())) {
            return Optional.of(bookingDateAhead(bookedOn, time.today()));
        }
        return bookedOn.isBefore(VALUE_DATE_MIN)
                ? Optional.of(bookingDateTooOld(bookedOn, VALUE_DATE_MIN))
                : Optional.empty();
    }

    /** An account has no days before its first. What was recorded there before this was a rule stays, and can be put right. */
    static Optional<Refusal> requireOpenOn(LocalDate effectiveDate, UUID accountId, Account account) {
        LocalDate first = account.valueDates().first();
        return effectiveDate.isBefore(first)
                ? Optional.of(valueDateBeforeOpening(effectiveDate, accountId, first))
                : Optional.empty();
    }

    static Optional<Refusal> requireCovered(
            Amount amount, Account account, LocalDate effectiveDate, DecisionTime time) {
        Money debit = amount.in(account.currency());
        Money available = account.available(time.now());
        if (available.isLessThan(debit)) {
            return Optional.of(insufficientFunds(debit, available));
        }
        return requireCoveredSinceValueDate(debit, account, effectiveDate);
    }

    /** Money that leaves with an earlier value date must have been there on every day since. */
    static Optional<Refusal> requireCoveredSinceValueDate(Money debit, Account account, LocalDate effectiveDate) {
        return account.firstDayBelowLimit(debit, effectiveDate)
                .map(day -> insufficientFundsOn(day.date(), debit, effectiveDate));
    }

    static Optional<Refusal> requireValidExpiry(PlaceHold command, DecisionTime time) {
        Instant expiresAt = command.expiresAt();
        if (expiresAt == null) {
            return Optional.empty();
        }
        if (!expiresAt.isAfter(time.now())) {
            return Optional.of(holdAlreadyOver(expiresAt));
        }
        Instant latest =
                time.now().atOffset(ZoneOffset.UTC).plusYears(HOLD_YEARS_MAX).toInstant();
        return expiresAt.isAfter(latest) ? Optional.of(holdTooLong(expiresAt, HOLD_YEARS_MAX)) : Optional.empty();
    }

    static Optional<Refusal> requireRoomForHold(Account account) {
        return account.holds().isFull() ? Optional.of(tooManyHolds(Holds.OPEN_MAX)) : Optional.empty();
    }

    static Optional<Refusal> requireWithinHold(Amount asked, Account account, Hold hold) {
        Money amount = asked.in(account.currency());
        return hold.amount().isLessThan(amount)
                ? Optional.of(captureAboveHold(amount, hold.amount()))
                : Optional.empty();
    }

    static Optional<Refusal> requireLimitCoversUse(Money limit, Account account, DecisionTime time) {
        return requireValidLimit(limit).or(() -> {
            Money used = account.overdraftLimit().minus(account.available(time.now()));
            return limit.isLessThan(used) ? Optional.of(overdraftInUse(limit, used)) : Optional.empty();
        });
    }

    static Optional<Refusal> requireNothingWaiting(Account account) {
        return account.waitingActions().isEmpty()
                ? Optional.empty()
                : Optional.of(actionsWait(account.waitingActions().waiting().size()));
    }

    static Optional<Refusal> requireEmpty(Account account, DecisionTime time) {
        if (!account.balance().isZero()) {
            return Optional.of(balanceNotZero(account.balance()));
        }
        return account.holds().isAnyOpen(time.now())
                ? Optional.of(holdsOpen(account.held(time.now())))
                : Optional.empty();
    }

    /**
     * The bank's own debits are not refused for want of money: where one leaves the account below its limit, an event says so.
     *
     * @param after the account after the debit
     * @param from the debit's value date
     * @param cause event that caused the debit, if one did
     */
    static List<NewEvent> breach(UUID accountId, Account after, LocalDate from, @Nullable UUID cause) {
        return after
                .firstDayBelowLimit(from)
                .map(day -> new OverdraftLimitBreached(day.date(), day.balance(), after.overdraftLimit()))
                .map(breached -> new NewEvent(accountId, breached, from, cause))
                .stream()
                .toList();
    }
}
