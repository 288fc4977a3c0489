package io.daybook.command.interest;

import io.daybook.command.decision.approval.ActionFields;
import io.daybook.events.Money;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Totals that a second person needs to know of a run: how many accounts it pays, how much, and the most for one account. */
final class InterestTotals {

    private static final String LARGEST = "largest.";

    private final Map<String, Money> sums = new TreeMap<>();
    private final Map<String, Money> largest = new TreeMap<>();
    private long accounts;

    void add(Money amount) {
        String currency = amount.currency().getCurrencyCode();
        accounts++;
        sums.merge(currency, amount, Money::plus);
        largest.merge(currency, amount, (one, other) -> one.isLessThan(other) ? other : one);
    }

    /** Writes them as fields: {@code sum.EUR}, {@code largest.EUR}. */
    ActionFields writeTo(ActionFields fields) {
        fields.with("accounts", accounts);
        sums.forEach((currency, sum) -> fields.with("sum." + currency, sum.value()));
        largest.forEach((currency, amount) -> fields.with(LARGEST + currency, amount.value()));
        return fields;
    }

    /** The largest amounts that were written, by currency. */
    static Map<Currency, Money> largestIn(Map<String, String> fields) {
        var largest = new HashMap<Currency, Money>();
        fields.forEach((name, value) -> {
            if (name.startsWith(LARGEST)) {
                Money amount = Money.of(value, name.substring(LARGEST.length()));
                largest.put(amount.currency(), amount);
            }
        });
        return largest;
    }
}
