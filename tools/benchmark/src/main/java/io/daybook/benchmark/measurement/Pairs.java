package io.daybook.benchmark.measurement;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What two loads came to that took turns. Neighbours are compared with each other only: whatever else the machine did while
 * they ran, it did to both.
 *
 * @param rounds one after the other
 */
public record Pairs(List<Pair> rounds) {

    /**
     * A turn of each.
     *
     * @param measured of what is measured
     * @param yardstick of what it is measured against
     */
    public record Pair(Rate measured, Rate yardstick) {}

    /** How many times the yardstick's rate. */
    public Spread ratioOfRates() {
        return ratio(Rate::perSecond);
    }

    /** How many times what the yardstick takes, by the medians of each turn. */
    public Spread ratioOfTimes() {
        return ratio(Rate::p50Millis);
    }

    private Spread ratio(ToDoubleFunction<Rate> value) {
        return Spread.of(rounds.stream()
                .map(pair -> value.applyAsDouble(pair.measured()) / value.applyAsDouble(pair.yardstick()))
                .toList());
    }

    public Spread measured(ToDoubleFunction<Rate> value) {
        return Spread.of(rounds.stream()
                .map(pair -> value.applyAsDouble(pair.measured()))
                .toList());
    }

    public Spread yardstick(ToDoubleFunction<Rate> value) {
        return Spread.of(rounds.stream()
                .map(pair -> value.applyAsDouble(pair.yardstick()))
                .toList());
    }
}
