package io.daybook.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that can happen to an account. The account is the stream that the event stands in; who did it, why, when it was
 * recorded and from which date it counts stand in the envelope, {@link RecordedEvent}.
 */
public sealed interface AccountEvent extends DomainEvent {

    /** The change of the account's balance: positive if money came, negative if it went, nothing if none moved. */
    default Optional<Money> balanceChange() {
        return this instanceof MoneyMovement movement ? Optional.of(movement.change()) : Optional.empty();
    }

    @Override
    default boolean isOfAccount() {
        return true;
    }

    /** An event that moves money. */
    sealed interface MoneyMovement extends AccountEvent
            permits HistoricalMovement, HoldCaptured, InterestPaid, TransactionReversed {

        /** The change of the account's balance: positive if money came, negative if it went. */
        Money change();

        /**
         * The day on which another system's books had it, never after the day of recording; null if it was booked by being recorded
         * here.
         */
        default @Nullable LocalDate bookedOn() {
            return null;
        }

        /** The booking date: {@link #bookedOn}, or else the day of that recording in the bank's zone. */
        default LocalDate bookingDate(Instant recordedAt, ZoneId zone) {
            LocalDate elsewhere = bookedOn();
            return elsewhere == null ? LocalDate.ofInstant(recordedAt, zone) : elsewhere;
        }
    }

    /** A movement that may come from books that were kept elsewhere. */
    sealed interface HistoricalMovement extends MoneyMovement
            permits MoneyDeposited, MoneyWithdrawn, TransferSent, TransferReceived, BankEntry {

        /** The same, as those books had it on that day. */
        HistoricalMovement bookedOn(LocalDate day);
    }

    /**
     * An account was opened, with nothing on it.
     *
     * @param holder holder of the account
     * @param productCode the product it was opened under, if any
     * @param overdraftLimit amount by which it may go below zero, zero or more; its currency is the account's currency
     */
    record AccountOpened(Holder holder, @Nullable String productCode, Money overdraftLimit) implements AccountEvent {

        /** The customer of that account, with whose key its data is encrypted; one from before customers had ids is its own. */
        public String customerOf(UUID accountId) {
            return Objects.requireNonNullElse(holder.customerId(), accountId.toString());
        }
    }

    /**
     * Holder of an account. Name, email and address are encrypted with a key of the customer's own, which can be destroyed
     * ({@link CustomerEvent.PersonalDataErased}); names from before version 4, and those that an import makes up, are plain.
     *
     * @param customerId the bank's name for the customer, the same on all of the customer's accounts; null on accounts that
     *     were opened before customers had one
     * @param name the holder's name, as the holder writes it
     * @param email email address of the holder, if given
     * @param address postal address of the holder, if given
     */
    record Holder(
            @Nullable String customerId,
            String name,
            @Nullable String email,
            @Nullable String address) {

        /** A holder without a customer id, as before version 3. */
        public Holder(String name) {
            this(null, name, null, null);
        }
    }

    /**
     * The other party of a payment, as the account's side knows it. All of it is encrypted with the key of the account's customer,
     * as a {@link Holder} is; an account without a customer is its own.
     *
     * @param name the party's name, if known
     * @param number the party's account number or IBAN, if known
     * @param bank the party's bank, by code or name, if known
     */
    record Counterparty(
            @Nullable String name,
            @Nullable String number,
            @Nullable String bank) {}

    /**
     * Money came in.
     *
     * @param amount amount of money, more than zero
     * @param reference the outside world's identifier of the payment, if it has one
     * @param counterparty the other party, if known; never in versions before 2
     * @param bookedOn day on which another system's books had it, if it comes from there; never in versions before 3
     */
    record MoneyDeposited(
            Money amount,
            @Nullable String reference,
            @Nullable Counterparty counterparty,
            @Nullable LocalDate bookedOn) implements HistoricalMovement {

        /** The same from or to nobody who is known. */
        public MoneyDeposited(Money amount, @Nullable String reference) {
            this(amount, reference, null, null);
        }

        /** The same, booked by being recorded. */
        public MoneyDeposited(Money amount, @Nullable String reference, @Nullable Counterparty counterparty) {
            this(amount, reference, counterparty, null);
        }

        @Override
        public MoneyDeposited bookedOn(LocalDate day) {
            return new MoneyDeposited(amount, reference, counterparty, day);
        }

        @Override
        public Money change() {
            return amount;
        }
    }

    /**
     * Money went out.
     *
     * @param amount amount of money, more than zero
     * @param reference the outside world's identifier of the payment, if it has one
     * @param counterparty the other party, if known; never in versions before 2
     * @param bookedOn day on which another system's books had it, if it comes from there; never in versions before 3
     */
    record MoneyWithdrawn(
            Money amount,
            @Nullable String reference,
            @Nullable Counterparty counterparty,
            @Nullable LocalDate bookedOn) implements HistoricalMovement {

        /** The same from or to nobody who is known. */
        public MoneyWithdrawn(Money amount, @Nullable String reference) {
            this(amount, reference, null, null);
        }

        /** The same, booked by being recorded. */
        public MoneyWithdrawn(Money amount, @Nullable String reference, @Nullable Counterparty counterparty) {
            this(amount, reference, counterparty, null);
        }

        @Override
        public MoneyWithdrawn bookedOn(LocalDate day) {
            return new MoneyWithdrawn(amount, reference, counterparty, day);
        }

        @Override
        public Money change() {
            return amount.negated();
        }
    }

    /**
     * Money went to another account of this bank. Always recorded in one commit with the {@link TransferReceived} of the
     * other account.
     *
     * @param transferId the same on both sides
     * @param toAccountId the account that received it
     * @param amount amount of money, more than zero
     * @param reference the outside world's identifier of the payment, if it has one
     * @param counterparty the other party, if known; never in versions before 2
     * @param bookedOn day on which another system's books had it, if it comes from there; never in versions before 3
     */
    record TransferSent(
            UUID transferId,
            UUID toAccountId,
            Money amount,
            @Nullable String reference,
            @Nullable Counterparty counterparty,
            @Nullable LocalDate bookedOn)
            implements HistoricalMovement {

        /** The same from or to nobody who is known. */
        public TransferSent(UUID transferId, UUID toAccountId, Money amount, @Nullable String reference) {
            this(transferId, toAccountId, amount, reference, null, null);
        }

        /** The same, booked by being recorded. */
        public TransferSent(
                UUID transferId,
                UUID toAccountId,
                Money amount,
                @Nullable String reference,
                @Nullable Counterparty counterparty) {
            this(transferId, toAccountId, amount, reference, counterparty, null);
        }

        @Override
        public TransferSent bookedOn(LocalDate day) {
            return new TransferSent(transferId, toAccountId, amount, reference, counterparty, day);
        }

        @Override
        public Money change() {
            return amount.negated();
        }
    }

    /**
     * Money came from another account of this bank; the other side of {@link TransferSent}.
     *
     * @param transferId the same on both sides
     * @param fromAccountId the account that sent it
     * @param amount amount of money, more than zero
     * @param reference the outside world's identifier of the payment, if it has one
     * @param counterparty the other party, if known; never in versions before 2
     * @param bookedOn day on which another system's books had it, if it comes from there; never in versions before 3
     */
    record TransferReceived(
            UUID transferId,
            UUID fromAccountId,
            Money amount,
            @Nullable String reference,
            @Nullable Counterparty counterparty,
            @Nullable LocalDate bookedOn)
            implements HistoricalMovement {

        /** The same from or to nobody who is known. */
        public TransferReceived(UUID transferId, UUID fromAccountId, Money amount, @Nullable String reference) {
            this(transferId, fromAccountId, amount, reference, null, null);
        }

        /** The same, booked by being recorded. */
        public TransferReceived(
                UUID transferId,
                UUID fromAccountId,
                Money amount,
                @Nullable String reference,
                @Nullable Counterparty counterparty) {
            this(transferId, fromAccountId, amount, reference, counterparty, null);
        }

        @Override
        public TransferReceived bookedOn(LocalDate day) {
            return new TransferReceived(transferId, fromAccountId, amount, reference, counterparty, day);
        }

        @Override
        public Money change() {
            return amount;
        }
    }

    /**
     * Money was set aside: still on the account, no longer available.
     *
     * @param holdId names the hold in what follows
     * @param amount amount of money, more than zero
     * @param expiresAt time from which the hold no longer counts, if it ends by itself
     * @param reference the outside world's identifier of the hold, if it has one
     */
    record FundsHeld(
            UUID holdId,
            Money amount,
            @Nullable Instant expiresAt,
            @Nullable String reference) implements AccountEvent {}

    /**
     * Held money went out, all of it or a part; what was not taken is available again. Ends the hold.
     *
     * @param holdId the hold
     * @param amount amount that went out, more than zero and not more than was held
     * @param released part of the hold that was not taken, zero or more
     * @param reference the outside world's identifier of the payment, if it has one
     * @param counterparty the other party, if known; never in versions before 2
     */
    record HoldCaptured(
            UUID holdId,
            Money amount,
            Money released,
            @Nullable String reference,
            @Nullable Counterparty counterparty) implements MoneyMovement {

        /** The same from or to nobody who is known. */
        public HoldCaptured(UUID holdId, Money amount, Money released, @Nullable String reference) {
            this(holdId, amount, released, reference, null);
        }

        @Override
        public Money change() {
            return amount.negated();
        }
    }

    /**
     * Held money became available again. Ends the hold.
     *
     * @param holdId the hold
     * @param amount amount that was held
     * @param cause reason why it ended
     */
    record HoldReleased(UUID holdId, Money amount, ReleaseCause cause) implements AccountEvent {}

    /** Reason why a hold ended without money going out. */
    enum ReleaseCause {
        /** Somebody asked for it. */
        REQUESTED,
        /** Its time was over. */
        EXPIRED
    }

    /**
     * The account may go further, or less far, below zero than before.
     *
     * @param previousLimit the limit until now
     * @param limit the limit from now on, zero or more
     */
    record OverdraftLimitChanged(Money previousLimit, Money limit) implements AccountEvent {}

    /**
     * The bank took a fee.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the fee, if it has one
     * @param bookedOn day on which another system's books had it, if it comes from there; never in versions before 2
     */
    record FeeCharged(
            Money amount,
            @Nullable String reference,
            @Nullable LocalDate bookedOn) implements BankEntry.Debit {

        /** The same, booked by being recorded. */
        public FeeCharged(Money amount, @Nullable String reference) {
            this(amount, reference, null);
        }

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new FeeCharged(other, otherReference);
        }

        @Override
        public BankEntry bookedOn(LocalDate day) {
            return new FeeCharged(amount, reference, day);
        }
    }

    /**
     * Interest for a period was paid, or, where the period had been paid before, the difference that a later entry made. The
     * event that made the difference is this one's causation; the purpose is INTE. Its value date is the day after the period,
     * so that interest never changes the balances that it is computed from.
     *
     * @param from the period's first day
     * @param to the period's last day
     * @param earned interest that positive day-end balances earned, or the difference; less than zero where too much had been paid
     * @param charged interest that overdrawn day-end balances cost, or the difference; less than zero where too much had been taken
     */
    record InterestPaid(LocalDate from, LocalDate to, Money earned, Money charged) implements MoneyMovement {

        @Override
        public Money change() {
            return earned.minus(charged);
        }
    }

    /**
     * The bank took back what an earlier event did to the balance, on that event's own value date. A transfer is reversed on
     * both accounts in one commit. The reversed event is this one's causation.
     *
     * @param reversedEventId the event whose effect is taken back; never reversed twice
     * @param change change of the balance by the reversal: the opposite of the reversed event's change
     */
    record TransactionReversed(UUID reversedEventId, Money change) implements MoneyMovement {}

    /**
     * A debit of the bank's own (a reversal, a correction, a fee, interest) left the account below its limit. It follows in the
     * stream on that debit, in the same commit.
     *
     * @param firstDay the first day, from the debit's value date on, that closes below the limit
     * @param balance the balance at the end of that day
     * @param overdraftLimit amount by which the account may go below zero
     */
    record OverdraftLimitBreached(LocalDate firstDay, Money balance, Money overdraftLimit) implements AccountEvent {}

    /** No money may leave the account until it is unfrozen, but for interest that it is charged. */
    record AccountFrozen() implements AccountEvent {}

    /** Money may leave the account again. */
    record AccountUnfrozen() implements AccountEvent {}

    /** The account is at an end: nothing happens on it any more. */
    record AccountClosed() implements AccountEvent {}
}
