package io.daybook.command.decision.approval;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.StreamState;
import io.daybook.events.ActsOfDayEvent.ActCounted;
import io.daybook.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/**
 * Sum of what one person did alone on the latest day on which there was something to count.
 *
 * @param day the day
 * @param sums how much, by currency, in major units
 */
public record ActsOfDay(LocalDate day, Map<Currency, BigDecimal> sums) implements StreamState {

    /** Keeps the sums as they are now. */
    public ActsOfDay {
        sums = Map.copyOf(sums);
    }

    /** The acts after the first one. */
    public static ActsOfDay begun(AppliedEvent first) {
        return new ActsOfDay(first.effectiveDate(), Map.of()).evolve(first);
    }

    /** The sum on a day. */
    BigDecimal sumOn(LocalDate date, Currency currency) {
        return date.equals(day) ? sums.getOrDefault(currency, BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    @Override
    public ActsOfDay evolve(AppliedEvent applied) {
        if (!(applied.event() instanceof ActCounted counted)) {
            return this;
        }
        Money amount = counted.amount();
        var more = new HashMap<>(counted.day().equals(day) ? sums : Map.of());
        more.merge(amount.currency(), amount.value(), BigDecimal::add);
        return new ActsOfDay(counted.day(), more);
    }
}
