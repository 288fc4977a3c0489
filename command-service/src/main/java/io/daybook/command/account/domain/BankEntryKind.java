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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A kind of entry that a bank makes itself on its customers' accounts. */
public enum BankEntryKind {
    /** Interest for a positive balance. */
    INTEREST_CREDIT(true, InterestCredited::new),
    /** Interest for an overdrawn balance. */
    INTEREST_CHARGE(false, InterestCharged::new),
    /** A fee. */
    FEE(false, FeeCharged::new),
    /** Tax that is kept back. */
    TAX(false, TaxWithheld::new),
    /** Credited interest that is taken back. */
    INTEREST_CREDIT_REVERSAL(false, InterestCreditReversed::new),
    /** Charged interest that is given back. */
    INTEREST_CHARGE_REVERSAL(true, InterestChargeReversed::new),
    /** A fee that is given back. */
    FEE_REVERSAL(true, FeeReversed::new),
    /** Tax that is given back. */
    TAX_REVERSAL(true, TaxReversed::new);

    private final boolean isCredit;
    private final BiFunction<Money, @Nullable String, BankEntry> entry;

    BankEntryKind(boolean isCredit, BiFunction<Money, @Nullable String, BankEntry> entry) {
        this.isCredit = isCredit;
        this.entry = entry;
    }

    /** Tells whether the customer gets the money. */
    boolean isCredit() {
        return isCredit;
    }

    /** The entry of this kind. */
    BankEntry entry(Money amount, @Nullable String reference) {
        return entry.apply(amount, reference);
    }
}
