package io.daybook.events;

import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.HistoricalMovement;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry that the bank itself made on a customer's account: interest, a fee or tax, or one of these given back. Customers have no
 * part in it. All but {@link FeeCharged} come from books that were kept elsewhere; what this bank works out itself is
 * {@link AccountEvent.InterestPaid}, and what it takes back of its own log is {@link AccountEvent.TransactionReversed}.
 */
public sealed interface BankEntry extends HistoricalMovement {

    /** Amount of money, more than zero; {@link #change} says which way it went. */
    Money amount();

    /** The bank's identifier of the entry, if it has one. */
    @Nullable
    String reference();

    /** An entry of the same kind with another amount and reference, booked by being recorded. */
    BankEntry with(Money amount, @Nullable String reference);

    @Override
    BankEntry bookedOn(LocalDate day);

    /** An entry that customers get money by. */
    sealed interface Credit extends BankEntry {

        @Override
        default Money change() {
            return amount();
        }
    }

    /** An entry that customers pay by. */
    sealed interface Debit extends BankEntry permits FeeCharged, InterestCharged, TaxWithheld, InterestCreditReversed {

        @Override
        default Money change() {
            return amount().negated();
        }
    }

    /**
     * A positive balance earned interest, as another system reckoned it.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     * @param bookedOn day on which the other system's books had it, if they say so
     */
    record InterestCredited(
            Money amount,
            @Nullable String reference,
            @Nullable LocalDate bookedOn) implements Credit {

        /** The same, booked by being recorded. */
        public InterestCredited(Money amount, @Nullable String reference) {
            this(amount, reference, null);
        }

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new InterestCredited(other, otherReference);
        }

        @Override
        public BankEntry bookedOn(LocalDate day) {
            return new InterestCredited(amount, reference, day);
        }
    }

    /**
     * An overdrawn balance cost interest, as another system reckoned it.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     * @param bookedOn day on which the other system's books had it, if they say so
     */
    record InterestCharged(
            Money amount,
            @Nullable String reference,
            @Nullable LocalDate bookedOn) implements Debit {

        /** The same, booked by being recorded. */
        public InterestCharged(Money amount, @Nullable String reference) {
            this(amount, reference, null);
        }

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new InterestCharged(other, otherReference);
        }

        @Override
        public BankEntry bookedOn(LocalDate day) {
            return new InterestCharged(amount, reference, day);
        }
    }

    /**
     * The bank kept back tax that it owes the state for the customer.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     * @param bookedOn day on which the other system's books had it, if they say so
     */
    record TaxWithheld(
            Money amount,
            @Nullable String reference,
            @Nullable LocalDate bookedOn) implements Debit {

        /** The same, booked by being recorded. */
        public TaxWithheld(Money amount, @Nullable String reference) {
            this(amount, reference, null);
        }

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new TaxWithheld(other, otherReference);
        }

        @Override
        public BankEntry bookedOn(LocalDate day) {
            return new TaxWithheld(amount, reference, day);
        }
    }

    /**
     * Interest that had been credited was taken back, in the books of another system.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     * @param bookedOn day on which the other system's books had it, if they say so
     */
    record InterestCreditReversed(
            Money amount,
            @Nullable String reference,
            @Nullable LocalDate bookedOn) implements Debit {

        /** The same, booked by being recorded. */
        public InterestCreditReversed(Money amount, @Nullable String reference) {
            this(amount, reference, null);
        }

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new InterestCreditReversed(other, otherReference);
        }

        @Override
        public BankEntry bookedOn(LocalDate day) {
            return new InterestCreditReversed(amount, reference, day);
        }
    }

    /**
     * Interest that had been charged was given back, in the books of another system.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     * @param bookedOn day on which the other system's books had it, if they say so
     */
    record InterestChargeReversed(
            Money amount,
            @Nullable String reference,
            @Nullable LocalDate bookedOn) implements Credit {

        /** The same, booked by being recorded. */
        public InterestChargeReversed(Money amount, @Nullable String reference) {
            this(amount, reference, null);
        }

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new InterestChargeReversed(other, otherReference);
        }

        @Override
        public BankEntry bookedOn(LocalDate day) {
            return new InterestChargeReversed(amount, reference, day);
        }
    }

    /**
     * A fee was given back, in the books of another system.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     * @param bookedOn day on which the other system's books had it, if they say so
     */
    record FeeReversed(
            Money amount,
            @Nullable String reference,
            @Nullable LocalDate bookedOn) implements Credit {

        /** The same, booked by being recorded. */
        public FeeReversed(Money amount, @Nullable String reference) {
            this(amount, reference, null);
        }

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new FeeReversed(other, otherReference);
        }

        @Override
        public BankEntry bookedOn(LocalDate day) {
            return new FeeReversed(amount, reference, day);
        }
    }

    /**
     * Tax that had been kept back was given back, in the books of another system.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     * @param bookedOn day on which the other system's books had it, if they say so
     */
    record TaxReversed(
            Money amount,
            @Nullable String reference,
            @Nullable LocalDate bookedOn) implements Credit {

        /** The same, booked by being recorded. */
        public TaxReversed(Money amount, @Nullable String reference) {
            this(amount, reference, null);
        }

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new TaxReversed(other, otherReference);
        }

        @Override
        public BankEntry bookedOn(LocalDate day) {
            return new TaxReversed(amount, reference, day);
        }
    }
}
