package io.daybook.command.account;

import io.daybook.command.account.Account.Status;
import io.daybook.command.account.AccountCommand.CaptureHold;
import io.daybook.command.account.AccountCommand.ChangeOverdraftLimit;
import io.daybook.command.account.AccountCommand.Close;
import io.daybook.command.account.AccountCommand.Deposit;
import io.daybook.command.account.AccountCommand.Freeze;
import io.daybook.command.account.AccountCommand.OpenAccount;
import io.daybook.command.account.AccountCommand.PlaceHold;
import io.daybook.command.account.AccountCommand.ReleaseHold;
import io.daybook.command.account.AccountCommand.Transfer;
import io.daybook.command.account.AccountCommand.Unfreeze;
import io.daybook.command.account.AccountCommand.Withdraw;
import io.daybook.command.account.AccountRefusal.AccountExists;
import io.daybook.command.account.AccountRefusal.AccountIsClosed;
import io.daybook.command.account.AccountRefusal.AccountIsFrozen;
import io.daybook.command.account.AccountRefusal.AccountIsNotFrozen;
import io.daybook.command.account.AccountRefusal.AmountNotPositive;
import io.daybook.command.account.AccountRefusal.AmountTooLarge;
import io.daybook.command.account.AccountRefusal.AmountUnfit;
import io.daybook.command.account.AccountRefusal.BalanceNotZero;
import io.daybook.command.account.AccountRefusal.CaptureAboveHold;
import io.daybook.command.account.AccountRefusal.CurrencyMismatch;
import io.daybook.command.account.AccountRefusal.HoldAlreadyOver;
import io.daybook.command.account.AccountRefusal.HoldHasEnded;
import io.daybook.command.account.AccountRefusal.HoldsOpen;
import io.daybook.command.account.AccountRefusal.InsufficientFunds;
import io.daybook.command.account.AccountRefusal.InsufficientFundsOn;
import io.daybook.command.account.AccountRefusal.LimitNegative;
import io.daybook.command.account.AccountRefusal.OverdraftInUse;
import io.daybook.command.account.AccountRefusal.SameAccount;
import io.daybook.command.account.AccountRefusal.TooManyHolds;
import io.daybook.command.account.AccountRefusal.UnknownAccount;
import io.daybook.command.account.AccountRefusal.UnknownHold;
import io.daybook.command.account.AccountRefusal.ValueDateAhead;
import io.daybook.command.account.AccountRefusal.ValueDateTooOld;
import io.daybook.command.account.Holds.Hold;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.Moment;
import io.daybook.command.decision.NewEvent;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.AccountUnfrozen;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.HoldReleased;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.AccountEvent.ReleaseCause;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.Money.UnfitAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the bank for accounts: a command and the accounts it speaks of give events, or a refusal. Pure.
 *
 * <p>Every rule is a method that answers with the refusal it leads to, or with nothing; a command chains the rules it is
 * under, and the first that refuses is the one the caller hears of.
 */
final class AccountDecider {

    /** The earliest value date: older than any account that is still kept, and safe in every calendar in use. */
    static final LocalDate VALUE_DATE_MIN = LocalDate.of(1900, 1, 1);

    /** Digits before the decimal point that one command may move: a thousand times the largest payments there are. */
    static final int AMOUNT_INTEGER_DIGITS_MAX = 15;

    /** Digits before the decimal point that a balance may reach; leaves {@link Money} room for sums over accounts. */
    static final int BALANCE_INTEGER_DIGITS_MAX = 18;

    /** Where the decider finds the accounts. */
    @FunctionalInterface
    interface Accounts {
        Optional<Account> find(UUID accountId);
    }

    private AccountDecider() {}

    static Decision decide(AccountCommand command, Accounts accounts, Moment moment) {
        return switch (command) {
            case OpenAccount open -> open(open, accounts, moment);
            case Deposit deposit -> on(deposit, accounts, account -> deposit(deposit, account, moment));
            case Withdraw withdraw -> on(withdraw, accounts, account -> withdraw(withdraw, account, moment));
            case Transfer transfer -> transfer(transfer, accounts, moment);
            case PlaceHold place -> on(place, accounts, account -> placeHold(place, account, moment));
            case CaptureHold capture -> on(capture, accounts, account -> captureHold(capture, account, moment));
            case ReleaseHold release -> on(release, accounts, account -> releaseHold(release, account, moment));
            case ChangeOverdraftLimit change -> on(change, accounts, account -> changeLimit(change, account, moment));
            case Freeze freeze -> on(freeze, accounts, account -> freeze(freeze, account, moment));
            case Unfreeze unfreeze -> on(unfreeze, accounts, account -> unfreeze(unfreeze, account, moment));
            case Close close -> on(close, accounts, account -> close(close, account, moment));
        };
    }

    private static Decision open(OpenAccount command, Accounts accounts, Moment moment) {
        if (accounts.find(command.accountId()).isPresent()) {
            return new Refused(new AccountExists(command.accountId()));
        }
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return unlessFit(command.overdraftLimit(), command.currency())
                .or(() -> unlessLimit(new Money(command.overdraftLimit(), command.currency())))
                .or(() -> unlessDatable(effectiveDate, moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money limit = new Money(command.overdraftLimit(), command.currency());
                    var opened = new AccountOpened(command.holder(), command.productCode(), limit);
                    return new Accepted(List.of(new NewEvent(command.accountId(), opened, effectiveDate)));
                });
    }

    private static Decision deposit(Deposit command, Account account, Moment moment) {
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return unlessClosed(command.accountId(), account)
                .or(() -> unlessMovable(command.amount(), account))
                .or(() -> unlessRoomFor(command.amount(), account))
                .or(() -> unlessDatable(effectiveDate, moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = command.amount().in(account.currency());
                    var deposited = new MoneyDeposited(amount, command.reference());
                    return accepted(command, account, moment, deposited, effectiveDate);
                });
    }

    private static Decision withdraw(Withdraw command, Account account, Moment moment) {
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return unlessDebitable(command.accountId(), account)
                .or(() -> unlessMovable(command.amount(), account))
                .or(() -> unlessDatable(effectiveDate, moment))
                .or(() -> unlessCovered(command.amount(), account, effectiveDate, moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = command.amount().in(account.currency());
                    var withdrawn = new MoneyWithdrawn(amount, command.reference());
                    return accepted(command, account, moment, withdrawn, effectiveDate);
                });
    }

    private static Decision transfer(Transfer command, Accounts accounts, Moment moment) {
        if (command.accountId().equals(command.toAccountId())) {
            return new Refused(new SameAccount(command.accountId()));
        }
        return on(command, accounts, from -> accounts.find(command.toAccountId())
                .map(to -> transfer(command, from, to, moment))
                .orElseGet(() -> new Refused(new UnknownAccount(command.toAccountId()))));
    }

    private static Decision transfer(Transfer command, Account from, Account to, Moment moment) {
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return unlessDebitable(command.accountId(), from)
                .or(() -> unlessDebitable(command.toAccountId(), to))
                .or(() -> unlessMovable(command.amount(), from))
                .or(() -> unlessOfOneCurrency(from, to))
                .or(() -> unlessRoomFor(command.amount(), to))
                .or(() -> unlessDatable(effectiveDate, moment))
                .or(() -> unlessCovered(command.amount(), from, effectiveDate, moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = command.amount().in(from.currency());
                    UUID id = command.transferId();
                    var sent = new TransferSent(id, command.toAccountId(), amount, command.reference());
                    var received = new TransferReceived(id, command.accountId(), amount, command.reference());
                    var events = new ArrayList<NewEvent>();
                    events.add(new NewEvent(command.accountId(), sent, effectiveDate));
                    events.add(new NewEvent(command.toAccountId(), received, effectiveDate));
                    events.addAll(releasesOfExpired(command.accountId(), from, moment));
                    return new Accepted(events);
                });
    }

    private static Decision placeHold(PlaceHold command, Account account, Moment moment) {
        return unlessDebitable(command.accountId(), account)
                .or(() -> unlessMovable(command.amount(), account))
                .or(() -> unlessStillToCome(command, moment))
                .or(() -> unlessRoomForHold(account))
                .or(() -> unlessCovered(command.amount(), account, moment.today(), moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = command.amount().in(account.currency());
                    var held = new FundsHeld(command.holdId(), amount, command.expiresAt(), command.reference());
                    return accepted(command, account, moment, held, moment.today());
                });
    }

    private static Decision captureHold(CaptureHold command, Account account, Moment moment) {
        return unlessDebitable(command.accountId(), account)
                .<Decision>map(Refused::new)
                .orElseGet(() -> account.holds()
                        .find(command.holdId(), moment.now())
                        .map(hold -> captureHold(command, account, hold, moment))
                        .orElseGet(() -> noSuchHold(account, command.holdId())));
    }

    private static Decision captureHold(CaptureHold command, Account account, Hold hold, Moment moment) {
        Amount asked = command.amount() == null ? new Amount(hold.amount().value(), null) : command.amount();
        return unlessMovable(asked, account)
                .or(() -> unlessHeld(asked, account, hold))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = asked.in(account.currency());
                    var captured = new HoldCaptured(
                            command.holdId(), amount, hold.amount().minus(amount), command.reference());
                    return accepted(command, account, moment, captured, moment.today());
                });
    }

    private static Decision releaseHold(ReleaseHold command, Account account, Moment moment) {
        return unlessClosed(command.accountId(), account)
                .<Decision>map(Refused::new)
                .orElseGet(() -> account.holds()
                        .find(command.holdId(), moment.now())
                        .<Decision>map(hold -> {
                            var released = new HoldReleased(command.holdId(), hold.amount(), ReleaseCause.REQUESTED);
                            return accepted(command, account, moment, released, moment.today());
                        })
                        .orElseGet(() -> noSuchHold(account, command.holdId())));
    }

    private static Decision changeLimit(ChangeOverdraftLimit command, Account account, Moment moment) {
        return unlessClosed(command.accountId(), account)
                .or(() -> unlessFit(command.limit(), account))
                .or(() -> unlessLimitCovers(command.limit().in(account.currency()), account, moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money limit = command.limit().in(account.currency());
                    var changed = new OverdraftLimitChanged(account.overdraftLimit(), limit);
                    return accepted(command, account, moment, changed, moment.today());
                });
    }

    private static Decision freeze(Freeze command, Account account, Moment moment) {
        return unlessDebitable(command.accountId(), account)
                .<Decision>map(Refused::new)
                .orElseGet(() -> accepted(command, account, moment, new AccountFrozen(), moment.today()));
    }

    private static Decision unfreeze(Unfreeze command, Account account, Moment moment) {
        return unlessClosed(command.accountId(), account)
                .or(() -> account.status() == Status.FROZEN
                        ? Optional.empty()
                        : Optional.of(new AccountIsNotFrozen(command.accountId())))
                .<Decision>map(Refused::new)
                .orElseGet(() -> accepted(command, account, moment, new AccountUnfrozen(), moment.today()));
    }

    private static Decision close(Close command, Account account, Moment moment) {
        return unlessDebitable(command.accountId(), account)
                .or(() -> unlessEmpty(account, moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    // Expired holds are released before the end, as nothing happens on a closed account.
                    var events = new ArrayList<>(releasesOfExpired(command.accountId(), account, moment));
                    events.add(new NewEvent(command.accountId(), new AccountClosed(), moment.today()));
                    return new Accepted(events);
                });
    }

    // The rules.

    private static Optional<AccountRefusal> unlessClosed(UUID accountId, Account account) {
        return account.status() == Status.CLOSED ? Optional.of(new AccountIsClosed(accountId)) : Optional.empty();
    }

    private static Optional<AccountRefusal> unlessDebitable(UUID accountId, Account account) {
        return switch (account.status()) {
            case OPEN -> Optional.empty();
            case FROZEN -> Optional.of(new AccountIsFrozen(accountId));
            case CLOSED -> Optional.of(new AccountIsClosed(accountId));
        };
    }

    private static Optional<AccountRefusal> unlessFit(Amount amount, Account account) {
        if (amount.currency() != null && !amount.currency().equals(account.currency())) {
            return Optional.of(new CurrencyMismatch(
                    amount.currency().getCurrencyCode(), account.currency().getCurrencyCode()));
        }
        return unlessFit(amount.value(), account.currency());
    }

    private static Optional<AccountRefusal> unlessFit(BigDecimal value, Currency currency) {
        try {
            return new Money(value, currency).integerDigits() > AMOUNT_INTEGER_DIGITS_MAX
                    ? Optional.of(new AmountTooLarge(AMOUNT_INTEGER_DIGITS_MAX))
                    : Optional.empty();
        } catch (UnfitAmount unfit) {
            return Optional.of(new AmountUnfit(String.valueOf(unfit.getMessage())));
        }
    }

    private static Optional<AccountRefusal> unlessRoomFor(Amount amount, Account account) {
        Money after = account.balance().plus(amount.in(account.currency()));
        return after.integerDigits() > BALANCE_INTEGER_DIGITS_MAX
                ? Optional.of(new AmountTooLarge(BALANCE_INTEGER_DIGITS_MAX))
                : Optional.empty();
    }

    private static Optional<AccountRefusal> unlessLimit(Money limit) {
        return limit.isNegative() ? Optional.of(new LimitNegative(limit)) : Optional.empty();
    }

    private static Optional<AccountRefusal> unlessMovable(Amount amount, Account account) {
        return unlessFit(amount, account).or(() -> {
            Money money = amount.in(account.currency());
            return money.isPositive() ? Optional.empty() : Optional.of(new AmountNotPositive(money));
        });
    }

    private static Optional<AccountRefusal> unlessOfOneCurrency(Account from, Account to) {
        return from.currency().equals(to.currency())
                ? Optional.empty()
                : Optional.of(new CurrencyMismatch(
                        from.currency().getCurrencyCode(), to.currency().getCurrencyCode()));
    }

    private static Optional<AccountRefusal> unlessDatable(LocalDate effectiveDate, Moment moment) {
        if (effectiveDate.isAfter(moment.today())) {
            return Optional.of(new ValueDateAhead(effectiveDate, moment.today()));
        }
        return effectiveDate.isBefore(VALUE_DATE_MIN)
                ? Optional.of(new ValueDateTooOld(effectiveDate, VALUE_DATE_MIN))
                : Optional.empty();
    }

    private static Optional<AccountRefusal> unlessCovered(
            Amount amount, Account account, LocalDate effectiveDate, Moment moment) {
        Money debit = amount.in(account.currency());
        Money available = account.available(moment.now());
        if (available.isLessThan(debit)) {
            return Optional.of(new InsufficientFunds(debit, available));
        }
        return account.firstDayBelowLimit(debit, effectiveDate)
                .map(day -> new InsufficientFundsOn(day, debit, effectiveDate));
    }

    private static Optional<AccountRefusal> unlessStillToCome(PlaceHold command, Moment moment) {
        return command.expiresAt() != null && !command.expiresAt().isAfter(moment.now())
                ? Optional.of(new HoldAlreadyOver(command.expiresAt()))
                : Optional.empty();
    }

    private static Optional<AccountRefusal> unlessRoomForHold(Account account) {
        return account.holds().isFull() ? Optional.of(new TooManyHolds(Holds.OPEN_MAX)) : Optional.empty();
    }

    private static Optional<AccountRefusal> unlessHeld(Amount asked, Account account, Hold hold) {
        Money amount = asked.in(account.currency());
        return hold.amount().isLessThan(amount)
                ? Optional.of(new CaptureAboveHold(amount, hold.amount()))
                : Optional.empty();
    }

    private static Optional<AccountRefusal> unlessLimitCovers(Money limit, Account account, Moment moment) {
        return unlessLimit(limit).or(() -> {
            Money used = account.overdraftLimit().minus(account.available(moment.now()));
            return limit.isLessThan(used) ? Optional.of(new OverdraftInUse(limit, used)) : Optional.empty();
        });
    }

    private static Optional<AccountRefusal> unlessEmpty(Account account, Moment moment) {
        if (!account.balance().isZero()) {
            return Optional.of(new BalanceNotZero(account.balance()));
        }
        return account.holds().isAnyOpen(moment.now())
                ? Optional.of(new HoldsOpen(account.held(moment.now())))
                : Optional.empty();
    }

    // What the commands have in common.

    private static Decision on(AccountCommand command, Accounts accounts, Function<Account, Decision> decide) {
        return accounts.find(command.accountId())
                .map(decide)
                .orElseGet(() -> new Refused(new UnknownAccount(command.accountId())));
    }

    private static Decision accepted(
            AccountCommand command, Account account, Moment moment, DomainEvent event, LocalDate effectiveDate) {
        var accepted = new NewEvent(command.accountId(), event, effectiveDate);
        List<NewEvent> releases = releasesOfExpired(command.accountId(), account, moment);
        if (releases.isEmpty()) {
            return new Accepted(List.of(accepted));
        }
        var events = new ArrayList<NewEvent>();
        events.add(accepted);
        events.addAll(releases);
        return new Accepted(events);
    }

    /** Holds end by the clock; the log says so with the next thing that happens on the account. */
    private static List<NewEvent> releasesOfExpired(UUID accountId, Account account, Moment moment) {
        return account.holds().over(moment.now()).entrySet().stream()
                .map(over -> new NewEvent(
                        accountId,
                        new HoldReleased(over.getKey(), over.getValue().amount(), ReleaseCause.EXPIRED),
                        moment.today()))
                .toList();
    }

    private static Decision noSuchHold(Account account, UUID holdId) {
        return new Refused(
                account.holds().isKnownToHaveEnded(holdId) ? new HoldHasEnded(holdId) : new UnknownHold(holdId));
    }

    private static LocalDate orToday(@Nullable LocalDate effectiveDate, Moment moment) {
        return effectiveDate == null ? moment.today() : effectiveDate;
    }
}
