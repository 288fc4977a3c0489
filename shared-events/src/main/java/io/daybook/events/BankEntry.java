package io.daybook.events;

import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.MoneyMovement;
import org.jspecify.annotations.Nullable;

/**
 * An entry that the bank itself made on a customer's account: interest, a fee or tax, or one of these given back. Customers have no
 * part in it. All but {@link FeeCharged} come from books that were kept elsewhere; what this bank works out itself is
 * {@link AccountEvent.InterestPaid}, and what it takes back of its own log is {@link AccountEvent.TransactionReversed}.
 */
public sealed interface BankEntry extends MoneyMovement {

    /** Amount of money, more than zero; {@link #change} says which way it went. */
    Money amount();

    /** The bank's identifier of the entry, if it has one. */
    @Nullable
    String reference();

    /** An entry of the same kind with another amount and reference. */
    BankEntry with(Money amount, @Nullable String reference);

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
     */
    record InterestCredited(Money amount, @Nullable String reference) implements Credit {

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new InterestCredited(other, otherReference);
        }
    }

    /**
     * An overdrawn balance cost interest, as another system reckoned it.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     */
    record InterestCharged(Money amount, @Nullable String reference) implements Debit {

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new InterestCharged(other, otherReference);
        }
    }

    /**
     * The bank kept back tax that it owes the state for the customer.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     */
    record TaxWithheld(Money amount, @Nullable String reference) implements Debit {

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new TaxWithheld(other, otherReference);
        }
    }

    /**
     * Interest that had been credited was taken back, in the books of another system.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     */
    record InterestCreditReversed(Money amount, @Nullable String reference) implements Debit {

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new InterestCreditReversed(other, otherReference);
        }
    }

    /**
     * Interest that had been charged was given back, in the books of another system.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     */
    record InterestChargeReversed(Money amount, @Nullable String reference) implements Credit {

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new InterestChargeReversed(other, otherReference);
        }
    }

    /**
     * A fee was given back, in the books of another system.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     */
    record FeeReversed(Money amount, @Nullable String reference) implements Credit {

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new FeeReversed(other, otherReference);
        }
    }

    /**
     * Tax that had been kept back was given back, in the books of another system.
     *
     * @param amount amount of money, more than zero
     * @param reference the bank's identifier of the entry, if it has one
     */
    record TaxReversed(Money amount, @Nullable String reference) implements Credit {

        @Override
        public BankEntry with(Money other, @Nullable String otherReference) {
            return new TaxReversed(other, otherReference);
        }
    }
}
