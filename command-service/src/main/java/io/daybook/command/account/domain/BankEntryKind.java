package io.daybook.command.account.domain;

import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.BankEntry;
import io.daybook.events.BankEntry.FeeReversed;
import io.daybook.events.BankEntry.InterestChargeReversed;
import io.daybook.events.BankEntry.InterestCharged;
import io.daybook.events.BankEntry.InterestCreditReversed;
import io.daybook.events.BankEntry.InterestCredited;
import io.daybook.events.BankEntry.TaxReversed;
import io.daybook.events.BankEntry.TaxWithheld;
import io.daybook.events.Money;
import org.jspecify.annotations.Nullable;

/** A kind of entry that a bank makes itself on its customers' accounts. */
public enum BankEntryKind {
    /** Interest for a positive balance. */
    INTEREST_CREDIT(true),
    /** Interest for an overdrawn balance. */
    INTEREST_CHARGE(false),
    /** A fee. */
    FEE(false),
    /** Tax that is kept back. */
    TAX(false),
    /** Credited interest that is taken back. */
    INTEREST_CREDIT_REVERSAL(false),
    /** Charged interest that is given back. */
    INTEREST_CHARGE_REVERSAL(true),
    /** A fee that is given back. */
    FEE_REVERSAL(true),
    /** Tax that is given back. */
    TAX_REVERSAL(true);

    private final boolean isCredit;

    BankEntryKind(boolean isCredit) {
        this.isCredit = isCredit;
    }

    /** Tells whether the customer gets the money. */
    boolean isCredit() {
        return isCredit;
    }

    /** The entry of this kind. */
    BankEntry entry(Money amount, @Nullable String reference) {
        return switch (this) {
            case INTEREST_CREDIT -> new InterestCredited(amount, reference);
            case INTEREST_CHARGE -> new InterestCharged(amount, reference);
            case FEE -> new FeeCharged(amount, reference);
            case TAX -> new TaxWithheld(amount, reference);
            case INTEREST_CREDIT_REVERSAL -> new InterestCreditReversed(amount, reference);
            case INTEREST_CHARGE_REVERSAL -> new InterestChargeReversed(amount, reference);
            case FEE_REVERSAL -> new FeeReversed(amount, reference);
            case TAX_REVERSAL -> new TaxReversed(amount, reference);
        };
    }
}
