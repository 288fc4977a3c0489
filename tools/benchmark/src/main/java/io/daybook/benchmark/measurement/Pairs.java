package io.daybook.benchmark.measurement;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Rates of two loads that ran in alternating rounds. Only neighbouring rounds are compared: a disturbance of the machine falls on
 * both.
 *
 * @param rounds one after the other
 */
public record Pairs(List<Pair> rounds) {

    /**
     * One round of each load.
     *
     * @param measured the rate of the measured load
     * @param baseline the rate of the load that it is compared with
     */
    public record Pair(Rate measured, Rate baseline) {}

    /** Ratio of the measured rate to the baseline's. */
    public Spread ratioOfRates() {
        return ratio(Rate::perSecond);
    }

    /** Ratio of the measured median latency to the baseline's. */
    public Spread ratioOfTimes() {
        return ratio(Rate::p50Millis);
    }

    private Spread ratio(ToDoubleFunction<Rate> value) {
        return Spread.of(rounds.stream()
                .map(pair -> value.applyAsDouble(pair.measured()) / value.applyAsDouble(pair.baseline()))
                .toList());
    }

    public Spread measured(ToDoubleFunction<Rate> value) {
        return Spread.of(rounds.stream()
                .map(pair -> value.applyAsDouble(pair.measured()))
                .toList());
    }

    public Spread baseline(ToDoubleFunction<Rate> value) {
        return Spread.of(rounds.stream()
                .map(pair -> value.applyAsDouble(pair.baseline()))
                .toList());
    }
}
