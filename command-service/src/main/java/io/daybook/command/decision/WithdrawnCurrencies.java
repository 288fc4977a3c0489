package io.daybook.command.decision;

import static io.daybook.command.decision.Refusal.againstTheRules;

import java.util.Currency;
import java.util.Optional;
import java.util.Set;

/**
 * Currencies of ISO 4217 that are no longer money: list three of the standard, as far as Java knows their codes. Nothing new begins in
 * them; accounts that are in them stay as they are.
 */
public final class WithdrawnCurrencies {

    private static final Set<String> CODES = Set.of(
            "ADP", "AFA", "ANG", "ATS", "AYM", "AZM", "BEF", "BGL", "BGN", "BYB", "BYR", "CSD", "CUC", "CYP", "DEM",
            "EEK", "ESP", "FIM", "FRF", "GHC", "GRD", "GWP", "HRK", "IEP", "ITL", "LTL", "LUF", "LVL", "MGF", "MRO",
            "MTL", "MZM", "NLG", "PTE", "ROL", "RUR", "SDD", "SIT", "SKK", "SLL", "SRG", "STD", "TMM", "TPE", "TRL",
            "USS", "VEB", "VEF", "YUM", "ZMK", "ZWD", "ZWL", "ZWN", "ZWR");

    private WithdrawnCurrencies() {}

    /** Tells whether that currency is no longer money. */
    public static boolean contains(Currency currency) {
        return CODES.contains(currency.getCurrencyCode());
    }

    /** The refusal to begin anything in a currency that is no longer money. */
    public static Optional<Refusal> requireMoney(Currency currency) {
        return contains(currency) ? Optional.of(currencyWithdrawn(currency)) : Optional.empty();
    }

    /** Nothing new begins in that currency. */
    public static Refusal currencyWithdrawn(Currency currency) {
        return againstTheRules(
                "currency-withdrawn",
                "%s is no longer money. Choose the currency that has taken its place.".formatted(currency));
    }
}
