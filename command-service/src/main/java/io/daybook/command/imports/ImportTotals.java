package io.daybook.command.imports;

import io.daybook.command.decision.approval.ActionFields;
import io.daybook.command.imports.file.LineFacts;
import io.daybook.command.imports.file.LineFacts.LineAmount;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Totals that a second person needs to know of a file: how many lines it has, how much they come to, and which is the largest. */
final class ImportTotals {

    /** Lines that leave the currency to the account. */
    private static final String OF_THE_ACCOUNT = "";

    private final Map<String, BigDecimal> sums = new TreeMap<>();
    private final Map<String, Largest> largest = new TreeMap<>();

    /** The largest amount and the line that has it. */
    private record Largest(BigDecimal amount, long line) {}

    /** Adds a line, if it has an amount. */
    void add(long line, LineFacts facts) {
        facts.amount().ifPresent(amount -> add(line, amount));
    }

    private void add(long line, LineAmount amount) {
        String currency =
                amount.currency() == null ? OF_THE_ACCOUNT : amount.currency().getCurrencyCode();
        sums.merge(currency, amount.value(), BigDecimal::add);
        largest.merge(
                currency,
                new Largest(amount.value(), line),
                (one, other) -> one.amount().compareTo(other.amount()) < 0 ? other : one);
    }

    /** Tells whether no line moves money or sets a limit. */
    boolean moveNothing() {
        return sums.isEmpty();
    }

    /** Writes them as fields: {@code sum.EUR}, {@code largest.EUR}, {@code largestLine.EUR}. */
    ActionFields writeTo(ActionFields fields) {
        sums.forEach((currency, sum) -> fields.with(named("sum", currency), sum));
        largest.forEach((currency, one) ->
                fields.with(named("largest", currency), one.amount()).with(named("largestLine", currency), one.line()));
        return fields;
    }

    private static String named(String field, String currency) {
        return currency.equals(OF_THE_ACCOUNT) ? field : field + "." + currency;
    }
}
