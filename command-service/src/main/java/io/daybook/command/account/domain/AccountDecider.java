package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.accountExists;
import static io.daybook.command.account.domain.AccountRefusals.accountIsNotFrozen;
import static io.daybook.command.account.domain.AccountRefusals.holdHasEnded;
import static io.daybook.command.account.domain.AccountRefusals.productCurrencyDiffers;
import static io.daybook.command.account.domain.AccountRefusals.productIsRetired;
import static io.daybook.command.account.domain.AccountRefusals.sameAccount;
import static io.daybook.command.account.domain.AccountRefusals.unknownAccount;
import static io.daybook.command.account.domain.AccountRefusals.unknownHold;
import static io.daybook.command.account.domain.AccountRefusals.unknownProduct;
import static io.daybook.command.account.domain.AccountRules.breach;
import static io.daybook.command.account.domain.AccountRules.requireCovered;
import static io.daybook.command.account.domain.AccountRules.requireCoveredSinceValueDate;
import static io.daybook.command.account.domain.AccountRules.requireDebitable;
import static io.daybook.command.account.domain.AccountRules.requireEmpty;
import static io.daybook.command.account.domain.AccountRules.requireLimitCoversUse;
import static io.daybook.command.account.domain.AccountRules.requireNotClosed;
import static io.daybook.command.account.domain.AccountRules.requireNothingWaiting;
import static io.daybook.command.account.domain.AccountRules.requireOpenOn;
import static io.daybook.command.account.domain.AccountRules.requirePositiveAmount;
import static io.daybook.command.account.domain.AccountRules.requireRoomForHold;
import static io.daybook.command.account.domain.AccountRules.requireSameCurrency;
import static io.daybook.command.account.domain.AccountRules.requireValidAmount;
import static io.daybook.command.account.domain.AccountRules.requireValidExpiry;
import static io.daybook.command.account.domain.AccountRules.requireValidLimit;
import static io.daybook.command.account.domain.AccountRules.requireValidValueDate;
import static io.daybook.command.account.domain.AccountRules.requireWithinHold;
import static io.daybook.command.decision.WithdrawnCurrencies.requireMoney;

import io.daybook.command.account.domain.Account.Status;
import io.daybook.command.account.domain.AccountCommand.BookBankEntry;
import io.daybook.command.account.domain.AccountCommand.CaptureHold;
import io.daybook.command.account.domain.AccountCommand.ChangeOverdraftLimit;
import io.daybook.command.account.domain.AccountCommand.ChargeFee;
import io.daybook.command.account.domain.AccountCommand.Close;
import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.Freeze;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.AccountCommand.PayInterest;
import io.daybook.command.account.domain.AccountCommand.PlaceHold;
import io.daybook.command.account.domain.AccountCommand.ReleaseHold;
import io.daybook.command.account.domain.AccountCommand.ReverseTransaction;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Unfreeze;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.account.domain.Holds.Hold;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.product.domain.Product;
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
import io.daybook.events.BankEntry;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides commands to accounts: events, or a refusal. Pure.
 *
 * <p>A command chains the {@link AccountRules} it is under, and the first that refuses is the one the caller hears of.
 */
final class AccountDecider {

    private AccountDecider() {}

    static Decision decide(AccountCommand command, StreamStates states, DecisionTime moment) {
        return BalanceBounds.within(states, () -> decideUnbounded(command, states, moment));
    }

    private static Decision decideUnbounded(AccountCommand command, StreamStates states, DecisionTime moment) {
        return switch (command) {
            case OpenAccount open -> open(open, states, moment);
            case Deposit deposit -> on(deposit, states, account -> deposit(deposit, account, moment));
            case Withdraw withdraw -> on(withdraw, states, account -> withdraw(withdraw, account, moment));
            case Transfer transfer -> transfer(transfer, states, moment);
            case PlaceHold place -> on(place, states, account -> placeHold(place, account, moment));
            case CaptureHold capture -> on(capture, states, account -> captureHold(capture, account, moment));
            case ReleaseHold release -> on(release, states, account -> releaseHold(release, account, moment));
            case ChargeFee charge -> on(charge, states, account -> chargeFee(charge, account, moment));
            case BookBankEntry book -> on(book, states, account -> bookEntry(book, account, moment));
            case PayInterest pay ->
                on(pay, states, account -> InterestDecider.decide(pay, account, product(pay, states), moment));
            case ReverseTransaction reverse -> ReversalDecider.reverse(reverse, states);
            case CorrectTransaction correct -> ReversalDecider.correct(correct, states, moment);
            case ChangeOverdraftLimit change -> on(change, states, account -> changeLimit(change, account, moment));
            case Freeze freeze -> on(freeze, states, account -> freeze(freeze, account, moment));
            case Unfreeze unfreeze -> on(unfreeze, states, account -> unfreeze(unfreeze, account, moment));
            case Close close -> on(close, states, account -> close(close, account, moment));
        };
    }

    private static Decision open(OpenAccount command, StreamStates states, DecisionTime moment) {
        if (states.find(command.accountId()).isPresent()) {
            return new Refused(accountExists(command.accountId()));
        }
        String code = command.productCode();
        if (code == null) {
            BigDecimal limit = command.overdraftLimit() == null ? BigDecimal.ZERO : command.overdraftLimit();
            return open(command, limit, moment);
        }
        return states.find(Product.streamId(code), Product.class)
                .map(product -> open(command, product, moment))
                .orElseGet(() -> new Refused(unknownProduct(code)));
    }

    private static Decision open(OpenAccount command, Product product, DecisionTime moment) {
        if (product.isRetired()) {
            return new Refused(productIsRetired(product.code()));
        }
        if (!product.currency().equals(command.currency())) {
            return new Refused(productCurrencyDiffers(
                    product.code(),
                    product.currency().getCurrencyCode(),
                    command.currency().getCurrencyCode()));
        }
        BigDecimal limit = command.overdraftLimit() == null
                ? product.termsOn(moment.today()).overdraftLimit().value()
                : command.overdraftLimit();
        return open(command, limit, moment);
    }

    private static Decision open(OpenAccount command, BigDecimal overdraftLimit, DecisionTime moment) {
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return requireMoney(command.currency())
                .or(() -> requireValidAmount(overdraftLimit, command.currency()))
                .or(() -> requireValidLimit(new Money(overdraftLimit, command.currency())))
                .or(() -> requireValidValueDate(effectiveDate, moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money limit = new Money(overdraftLimit, command.currency());
                    var opened = new AccountOpened(command.holder(), command.productCode(), limit);
                    return new Accepted(List.of(new NewEvent(command.accountId(), opened, effectiveDate)));
                });
    }

    private static Decision deposit(Deposit command, Account account, DecisionTime moment) {
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return requireNotClosed(command.accountId(), account)
                .or(() -> requirePositiveAmount(command.amount(), account))
                .or(() -> requireValidValueDate(effectiveDate, moment))
                .or(() -> requireOpenOn(effectiveDate, command.accountId(), account))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = command.amount().in(account.currency());
                    var deposited = new MoneyDeposited(amount, command.reference(), command.counterparty());
                    return accepted(command, account, moment, deposited, effectiveDate);
                });
    }

    private static Decision withdraw(Withdraw command, Account account, DecisionTime moment) {
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return requireDebitable(command.accountId(), account)
                .or(() -> requirePositiveAmount(command.amount(), account))
                .or(() -> requireValidValueDate(effectiveDate, moment))
                .or(() -> requireOpenOn(effectiveDate, command.accountId(), account))
                .or(() -> requireCovered(command.amount(), account, effectiveDate, moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = command.amount().in(account.currency());
                    var withdrawn = new MoneyWithdrawn(amount, command.reference(), command.counterparty());
                    return accepted(command, account, moment, withdrawn, effectiveDate);
                });
    }

    private static Decision transfer(Transfer command, StreamStates states, DecisionTime moment) {
        if (command.accountId().equals(command.toAccountId())) {
            return new Refused(sameAccount(command.accountId()));
        }
        return on(command, states, from -> requirePayable(command, from, moment)
                .<Decision>map(Refused::new)
                .orElseGet(() -> states.find(command.toAccountId(), Account.class)
                        .map(to -> transfer(command, from, to, moment))
                        .orElseGet(() -> new Refused(unknownAccount(command.toAccountId())))));
    }

    /** The payer's side comes first: who cannot pay does not learn whether the receiver could take it. */
    private static Optional<Refusal> requirePayable(Transfer command, Account from, DecisionTime moment) {
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return requireDebitable(command.accountId(), from)
                .or(() -> requirePositiveAmount(command.amount(), from))
                .or(() -> requireValidValueDate(effectiveDate, moment))
                .or(() -> requireOpenOn(effectiveDate, command.accountId(), from))
                .or(() -> requireCovered(command.amount(), from, effectiveDate, moment));
    }

    private static Decision transfer(Transfer command, Account from, Account to, DecisionTime moment) {
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return requireDebitable(command.toAccountId(), to)
                .or(() -> requireSameCurrency(from, to))
                .or(() -> requireOpenOn(effectiveDate, command.toAccountId(), to))
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

    private static Decision placeHold(PlaceHold command, Account account, DecisionTime moment) {
        return requireDebitable(command.accountId(), account)
                .or(() -> requirePositiveAmount(command.amount(), account))
                .or(() -> requireValidExpiry(command, moment))
                .or(() -> requireRoomForHold(account))
                .or(() -> requireCovered(command.amount(), account, moment.today(), moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = command.amount().in(account.currency());
                    var held = new FundsHeld(command.holdId(), amount, command.expiresAt(), command.reference());
                    return accepted(command, account, moment, held, moment.today());
                });
    }

    private static Decision captureHold(CaptureHold command, Account account, DecisionTime moment) {
        return requireDebitable(command.accountId(), account)
                .<Decision>map(Refused::new)
                .orElseGet(() -> account.holds()
                        .find(command.holdId(), moment.now())
                        .map(hold -> captureHold(command, account, hold, moment))
                        .orElseGet(() -> noSuchHold(account, command.holdId())));
    }

    private static Decision captureHold(CaptureHold command, Account account, Hold hold, DecisionTime moment) {
        Amount asked = command.amount() == null ? new Amount(hold.amount().value(), null) : command.amount();
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return requirePositiveAmount(asked, account)
                .or(() -> requireWithinHold(asked, account, hold))
                .or(() -> requireValidValueDate(effectiveDate, moment))
                .or(() -> requireOpenOn(effectiveDate, command.accountId(), account))
                .or(() -> requireCoveredSinceValueDate(asked.in(account.currency()), account, effectiveDate))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = asked.in(account.currency());
                    var captured = new HoldCaptured(
                            command.holdId(), amount, hold.amount().minus(amount), command.reference());
                    return accepted(command, account, moment, captured, effectiveDate);
                });
    }

    private static Decision chargeFee(ChargeFee command, Account account, DecisionTime moment) {
        var fee = new BookBankEntry(
                command.accountId(), BankEntryKind.FEE, command.amount(), command.effectiveDate(), command.reference());
        return bookEntry(fee, account, moment);
    }

    private static Decision bookEntry(BookBankEntry command, Account account, DecisionTime moment) {
        LocalDate effectiveDate = orToday(command.effectiveDate(), moment);
        return requireBookable(command, account)
                .or(() -> requirePositiveAmount(command.amount(), account))
                .or(() -> requireValidValueDate(effectiveDate, moment))
                .or(() -> requireOpenOn(effectiveDate, command.accountId(), account))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money amount = command.amount().in(account.currency());
                    BankEntry entry = command.kind().entry(amount, command.reference());
                    return booked(command, account, moment, entry, effectiveDate);
                });
    }

    /** A frozen account takes credits, and is charged interest, as it is by interest runs. */
    private static Optional<Refusal> requireBookable(BookBankEntry command, Account account) {
        return command.kind().isCredit() || command.kind() == BankEntryKind.INTEREST_CHARGE
                ? requireNotClosed(command.accountId(), account)
                : requireDebitable(command.accountId(), account);
    }

    private static Decision booked(
            AccountCommand command, Account account, DecisionTime moment, BankEntry entry, LocalDate effectiveDate) {
        var events = new ArrayList<NewEvent>();
        events.add(new NewEvent(command.accountId(), entry, effectiveDate));
        if (entry.change().isNegative()) {
            Account after = account.moved(entry.change(), effectiveDate);
            events.addAll(breach(command.accountId(), after, effectiveDate, null));
        }
        events.addAll(releasesOfExpired(command.accountId(), account, moment));
        return new Accepted(events);
    }

    private static Decision releaseHold(ReleaseHold command, Account account, DecisionTime moment) {
        return requireNotClosed(command.accountId(), account)
                .<Decision>map(Refused::new)
                .orElseGet(() -> account.holds()
                        .find(command.holdId(), moment.now())
                        .<Decision>map(hold -> {
                            var released = new HoldReleased(command.holdId(), hold.amount(), ReleaseCause.REQUESTED);
                            return accepted(command, account, moment, released, moment.today());
                        })
                        .orElseGet(() -> noSuchHold(account, command.holdId())));
    }

    private static Decision changeLimit(ChangeOverdraftLimit command, Account account, DecisionTime moment) {
        return requireNotClosed(command.accountId(), account)
                .or(() -> requireValidAmount(command.limit(), account))
                .or(() -> requireLimitCoversUse(command.limit().in(account.currency()), account, moment))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    Money limit = command.limit().in(account.currency());
                    var changed = new OverdraftLimitChanged(account.overdraftLimit(), limit);
                    return accepted(command, account, moment, changed, moment.today());
                });
    }

    private static Decision freeze(Freeze command, Account account, DecisionTime moment) {
        return requireDebitable(command.accountId(), account)
                .<Decision>map(Refused::new)
                .orElseGet(() -> accepted(command, account, moment, new AccountFrozen(), moment.today()));
    }

    private static Decision unfreeze(Unfreeze command, Account account, DecisionTime moment) {
        return requireNotClosed(command.accountId(), account)
                .or(() -> account.status() == Status.FROZEN
                        ? Optional.empty()
                        : Optional.of(accountIsNotFrozen(command.accountId())))
                .<Decision>map(Refused::new)
                .orElseGet(() -> accepted(command, account, moment, new AccountUnfrozen(), moment.today()));
    }

    private static Decision close(Close command, Account account, DecisionTime moment) {
        return requireDebitable(command.accountId(), account)
                .or(() -> requireEmpty(account, moment))
                .or(() -> requireNothingWaiting(account))
                .<Decision>map(Refused::new)
                .orElseGet(() -> {
                    // Expired holds are released before the end, as nothing happens on a closed account.
                    var events = new ArrayList<>(releasesOfExpired(command.accountId(), account, moment));
                    events.add(new NewEvent(command.accountId(), new AccountClosed(), moment.today()));
                    return new Accepted(events);
                });
    }

    // What the commands have in common.

    private static Decision on(AccountCommand command, StreamStates states, Function<Account, Decision> decide) {
        return states.find(command.accountId(), Account.class)
                .map(decide)
                .orElseGet(() -> new Refused(unknownAccount(command.accountId())));
    }

    private static Decision accepted(
            AccountCommand command, Account account, DecisionTime moment, DomainEvent event, LocalDate effectiveDate) {
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
    private static List<NewEvent> releasesOfExpired(UUID accountId, Account account, DecisionTime moment) {
        return account.holds().over(moment.now()).entrySet().stream()
                .map(over -> new NewEvent(
                        accountId,
                        new HoldReleased(over.getKey(), over.getValue().amount(), ReleaseCause.EXPIRED),
                        moment.today()))
                .toList();
    }

    private static Decision noSuchHold(Account account, UUID holdId) {
        return new Refused(account.holds().isKnownToHaveEnded(holdId) ? holdHasEnded(holdId) : unknownHold(holdId));
    }

    private static Optional<Product> product(PayInterest command, StreamStates states) {
        return Optional.ofNullable(command.productCode())
                .flatMap(code -> states.find(Product.streamId(code), Product.class));
    }

    private static LocalDate orToday(@Nullable LocalDate effectiveDate, DecisionTime moment) {
        return effectiveDate == null ? moment.today() : effectiveDate;
    }
}
