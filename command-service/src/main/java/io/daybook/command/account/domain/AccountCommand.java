package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.interestPeriodNotOver;
import static io.daybook.command.account.domain.AccountRefusals.interestPeriodUnfit;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.command.product.domain.Product;
import io.daybook.events.AccountEvent.Counterparty;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import io.daybook.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands to accounts, decided by {@link AccountDecider}. */
public sealed interface AccountCommand extends Command {

    /** The account that the answer is about. */
    UUID accountId();

    @Override
    default List<UUID> streams() {
        return List.of(accountId());
    }

    @Override
    default Optional<LocalDate> chosenValueDate() {
        return Optional.ofNullable(
                switch (this) {
                    case OpenAccount open -> open.effectiveDate();
                    case Deposit deposit -> deposit.effectiveDate();
                    case Withdraw withdraw -> withdraw.effectiveDate();
                    case Transfer transfer -> transfer.effectiveDate();
                    case CaptureHold capture -> capture.effectiveDate();
                    case ChargeFee charge -> charge.effectiveDate();
                    case BookBankEntry book -> book.effectiveDate();
                    case CorrectTransaction correct -> correct.changedDate();
                    case PlaceHold place -> null;
                    case ReleaseHold release -> null;
                    case PayInterest pay -> null;
                    case ReverseTransaction reverse -> null;
                    case ChangeOverdraftLimit change -> null;
                    case Freeze freeze -> null;
                    case Unfreeze unfreeze -> null;
                    case Close close -> null;
                });
    }

    @Override
    default Decision decide(StreamStates states, DecisionTime time) {
        return AccountDecider.decide(this, states, time);
    }

    /** A command that can wait for a second person. */
    sealed interface Requestable extends AccountCommand, RequestableCommand {

        @Override
        default RequestedAction action() {
            return AccountActions.written(this);
        }

        @Override
        default Subject subject() {
            return Subject.ACCOUNT;
        }

        @Override
        default UUID requestStream() {
            return accountId();
        }
    }

    /**
     * Open an account.
     *
     * @param accountId the new account's id, chosen by the caller or made up for it
     * @param holder holder of the account to be opened
     * @param productCode the product it is opened under, if any
     * @param currency the account's currency
     * @param overdraftLimit amount by which it may go below zero, in major units of the currency; null for the product's, or none
     * @param effectiveDate date from which it is open, or null for today
     */
    record OpenAccount(
            UUID accountId,
            Holder holder,
            @Nullable String productCode,
            Currency currency,
            @Nullable BigDecimal overdraftLimit,
            @Nullable LocalDate effectiveDate)
            implements AccountCommand {

        /** Tells whether an account can have that as its first day. */
        public static boolean isPossibleOn(LocalDate date, LocalDate today) {
            return !date.isBefore(AccountRules.VALUE_DATE_MIN) && !date.isAfter(today);
        }

        /** The same opening with a limit that is written without zeros at its end. */
        public OpenAccount withoutTrailingZeros() {
            BigDecimal limit = overdraftLimit == null ? null : Money.withoutTrailingZeros(overdraftLimit);
            return new OpenAccount(accountId, holder, productCode, currency, limit, effectiveDate);
        }

        /** The same opening on another day. */
        public OpenAccount on(LocalDate date) {
            return new OpenAccount(accountId, holder, productCode, currency, overdraftLimit, date);
        }

        @Override
        public List<UUID> streams() {
            return productCode == null ? List.of(accountId) : List.of(accountId, Product.streamId(productCode));
        }
    }

    /**
     * Pay money in.
     *
     * @param accountId the account
     * @param amount amount of money
     * @param effectiveDate the value date, or null for today
     * @param reference the outside world's identifier, if any
     * @param counterparty the other party, encrypted, if known
     */
    record Deposit(
            UUID accountId,
            Amount amount,
            @Nullable LocalDate effectiveDate,
            @Nullable String reference,
            @Nullable Counterparty counterparty)
            implements Requestable {

        /** The same from nobody who is known. */
        public Deposit(UUID accountId, Amount amount, @Nullable LocalDate effectiveDate, @Nullable String reference) {
            this(accountId, amount, effectiveDate, reference, null);
        }

        /** The same from that party. */
        public Deposit from(Counterparty party) {
            return new Deposit(accountId, amount, effectiveDate, reference, party);
        }
    }

    /**
     * Pay money out.
     *
     * @param accountId the account
     * @param amount amount of money
     * @param effectiveDate the value date, or null for today
     * @param reference the outside world's identifier, if any
     * @param counterparty the other party, encrypted, if known
     */
    record Withdraw(
            UUID accountId,
            Amount amount,
            @Nullable LocalDate effectiveDate,
            @Nullable String reference,
            @Nullable Counterparty counterparty)
            implements Requestable {

        /** The same to nobody who is known. */
        public Withdraw(UUID accountId, Amount amount, @Nullable LocalDate effectiveDate, @Nullable String reference) {
            this(accountId, amount, effectiveDate, reference, null);
        }

        /** The same to that party. */
        public Withdraw to(Counterparty party) {
            return new Withdraw(accountId, amount, effectiveDate, reference, party);
        }
    }

    /**
     * Move money to another account of this bank.
     *
     * @param transferId id that both sides will carry
     * @param accountId the account that pays
     * @param toAccountId the account that receives
     * @param amount amount of money
     * @param effectiveDate the value date on both sides, or null for today
     * @param reference the outside world's identifier, if any
     */
    record Transfer(
            UUID transferId,
            UUID accountId,
            UUID toAccountId,
            Amount amount,
            @Nullable LocalDate effectiveDate,
            @Nullable String reference)
            implements Requestable {

        @Override
        public List<UUID> streams() {
            return List.of(accountId, toAccountId);
        }

        @Override
        public Refusal toldToCustomer(Refusal refusal) {
            return AccountRefusals.withoutReceiver(refusal, accountId);
        }
    }

    /**
     * Set money aside.
     *
     * @param accountId the account
     * @param holdId names the hold in what follows
     * @param amount amount of money
     * @param expiresAt time when the hold ends by itself, or null if it does not
     * @param reference the outside world's identifier, if any
     */
    record PlaceHold(
            UUID accountId,
            UUID holdId,
            Amount amount,
            @Nullable Instant expiresAt,
            @Nullable String reference) implements AccountCommand {}

    /**
     * Take held money, all of it or a part, and end the hold.
     *
     * @param accountId the account
     * @param holdId the hold
     * @param amount amount of money, or null for all that is held
     * @param effectiveDate the value date, or null for today
     * @param reference the outside world's identifier, if any
     */
    record CaptureHold(
            UUID accountId,
            UUID holdId,
            @Nullable Amount amount,
            @Nullable LocalDate effectiveDate,
            @Nullable String reference)
            implements Requestable {}

    /**
     * End a hold without taking the money.
     *
     * @param accountId the account
     * @param holdId the hold
     */
    record ReleaseHold(UUID accountId, UUID holdId) implements AccountCommand {}

    /**
     * Take a fee. The bank's own debit: it may leave the account below its limit, and that is recorded.
     *
     * @param accountId the account
     * @param amount amount of money
     * @param effectiveDate the value date, or null for today
     * @param reference the bank's identifier, if any
     */
    record ChargeFee(
            UUID accountId,
            Amount amount,
            @Nullable LocalDate effectiveDate,
            @Nullable String reference) implements Requestable {}

    /**
     * Book what a bank itself entered in books that were kept elsewhere. As it has happened, it is not refused for want of money: a
     * debit may leave the account below its limit, and that is recorded.
     *
     * @param accountId the account
     * @param kind kind of entry
     * @param amount amount of money
     * @param effectiveDate the value date, or null for today
     * @param reference the bank's identifier, if any
     */
    record BookBankEntry(
            UUID accountId,
            BankEntryKind kind,
            Amount amount,
            @Nullable LocalDate effectiveDate,
            @Nullable String reference)
            implements AccountCommand {}

    /**
     * Pay interest for a period that is over, and the differences that late entries have made to periods paid before.
     *
     * @param accountId the account
     * @param productCode the product it was opened under, if any: its opening says so
     * @param from the period's first day
     * @param to the period's last day
     */
    record PayInterest(UUID accountId, @Nullable String productCode, LocalDate from, LocalDate to)
            implements Requestable {

        /** The refusal to pay for these days, whatever the account: they are no period, or not over yet. */
        public static Optional<Refusal> requireValidPeriod(LocalDate from, LocalDate to, LocalDate today) {
            if (to.isBefore(from) || from.isBefore(AccountRules.VALUE_DATE_MIN)) {
                return Optional.of(interestPeriodUnfit(from, to));
            }
            if (!to.isBefore(today)) {
                return Optional.of(interestPeriodNotOver(to, today));
            }
            return to.isBefore(from.plusYears(1)) ? Optional.empty() : Optional.of(interestPeriodUnfit(from, to));
        }

        @Override
        public List<UUID> streams() {
            return productCode == null ? List.of(accountId) : List.of(accountId, Product.streamId(productCode));
        }
    }

    /**
     * Take a transaction back.
     *
     * @param original the transaction
     */
    record ReverseTransaction(OriginalTransaction original) implements Requestable {

        @Override
        public UUID accountId() {
            return original.named().accountId();
        }

        @Override
        public List<UUID> streams() {
            return original.sides().stream()
                    .map(OriginalTransaction.Side::accountId)
                    .toList();
        }

        @Override
        public List<UUID> causes() {
            return List.of(original.named().eventId());
        }
    }

    /**
     * Take a transaction back and record in its place what it should have been. What is null stays as it was.
     *
     * @param original the transaction
     * @param operationId names the correction; a corrected transfer carries it on both sides
     * @param amount the right amount
     * @param effectiveDate the right value date
     * @param reference the right reference
     */
    record CorrectTransaction(
            OriginalTransaction original,
            UUID operationId,
            @Nullable Amount amount,
            @Nullable LocalDate effectiveDate,
            @Nullable String reference)
            implements Requestable {

        /** The right value date if it is another than the original's, else null. */
        @Nullable
        LocalDate changedDate() {
            return original.named().effectiveDate().equals(effectiveDate) ? null : effectiveDate;
        }

        @Override
        public UUID accountId() {
            return original.named().accountId();
        }

        @Override
        public List<UUID> streams() {
            return original.sides().stream()
                    .map(OriginalTransaction.Side::accountId)
                    .toList();
        }

        @Override
        public List<UUID> causes() {
            return List.of(original.named().eventId());
        }
    }

    /**
     * Change how far below zero an account may go.
     *
     * @param accountId the account
     * @param limit the new limit
     */
    record ChangeOverdraftLimit(UUID accountId, Amount limit) implements Requestable {}

    /**
     * Let no money leave an account.
     *
     * @param accountId the account
     */
    record Freeze(UUID accountId) implements AccountCommand {}

    /**
     * Let money leave a frozen account again.
     *
     * @param accountId the account
     */
    record Unfreeze(UUID accountId) implements AccountCommand {}

    /**
     * Bring an account to its end.
     *
     * @param accountId the account
     */
    record Close(UUID accountId) implements AccountCommand {}
}
