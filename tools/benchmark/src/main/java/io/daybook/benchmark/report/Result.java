package io.daybook.benchmark.report;

import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.measurement.Rate;
import io.daybook.benchmark.measurement.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure that was measured.
 *
 * @param figure its name
 * @param what name of the measurement
 * @param against with what it is compared; empty if with nothing
 * @param value result: the median and its spread over the rounds
 * @param unit of the value
 * @param goal goal that it has to reach
 * @param note absolute values, and what else one must know to read the figure
 * @param columns columns that its chart shows
 */
public record Result(
        String figure,
        String what,
        String against,
        Spread value,
        Unit unit,
        Goal goal,
        String note,
        List<Column> columns) {

    /** A column of a chart. */
    public record Column(String label, Spread value, Unit unit) {}

    /** Two things side by side, by their names in charts. */
    public record Names(String measured, String baseline) {}

    /** Ratio of the measured rate to the baseline's. */
    public static Result ofRates(String figure, String what, String against, Names names, Pairs pairs, double atLeast) {
        return ofRates(figure, what, against, names, pairs, new Goal.AtLeast(atLeast));
    }

    /** Ratio of the measured rate to the baseline's, with any goal. */
    public static Result ofRates(String figure, String what, String against, Names names, Pairs pairs, Goal goal) {
        return ofPairs(
                figure, what, against, names, pairs, pairs.ratioOfRates(), goal, Rate::perSecond, Unit.PER_SECOND);
    }

    /** Ratio of the measured latency to the baseline's. */
    public static Result ofTimes(String figure, String what, String against, Names names, Pairs pairs, double atMost) {
        return ofPairs(
                figure,
                what,
                against,
                names,
                pairs,
                pairs.ratioOfTimes(),
                new Goal.AtMost(atMost),
                Rate::p50Millis,
                Unit.MILLIS);
    }

    private static Result ofPairs(
            String figure,
            String what,
            String against,
            Names names,
            Pairs pairs,
            Spread ratio,
            Goal goal,
            ToDoubleFunction<Rate> shown,
            Unit unit) {
        return new Result(
                figure, what, against, ratio, Unit.TIMES, goal, note(names, pairs), columns(names, pairs, shown, unit));
    }

    private static String note(Names names, Pairs pairs) {
        return "%s: %s; %s: %s"
                .formatted(
                        names.measured(), absolute(pairs, Pairs::measured),
                        names.baseline(), absolute(pairs, Pairs::baseline));
    }

    private interface Side {
        Spread of(Pairs pairs, ToDoubleFunction<Rate> value);
    }

    private static String absolute(Pairs pairs, Side side) {
        return "%s, p50 %s, p99 %s"
                .formatted(
                        Unit.PER_SECOND.text(side.of(pairs, Rate::perSecond).median()),
                        Unit.MILLIS.text(side.of(pairs, Rate::p50Millis).median()),
                        Unit.MILLIS.text(side.of(pairs, Rate::p99Millis).median()));
    }

    private static List<Column> columns(Names names, Pairs pairs, ToDoubleFunction<Rate> shown, Unit unit) {
        return List.of(
                new Column(names.measured(), pairs.measured(shown), unit),
                new Column(names.baseline(), pairs.baseline(shown), unit));
    }

    /** Adds to the note. */
    public Result noting(String more) {
        return new Result(figure, what, against, value, unit, goal, note + "; " + more, columns);
    }

    /** The value with its spread, in the table. */
    public String measured() {
        return value.min() == value.max()
                ? unit.text(value.median())
                : "%s (%s to %s)".formatted(unit.text(value.median()), unit.text(value.min()), unit.text(value.max()));
    }
}
