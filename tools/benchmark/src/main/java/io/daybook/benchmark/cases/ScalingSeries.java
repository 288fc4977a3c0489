package io.daybook.benchmark.cases;

import io.daybook.benchmark.measurement.Load;
import io.daybook.benchmark.measurement.Plan;
import io.daybook.benchmark.measurement.Rate;
import io.daybook.benchmark.measurement.Spread;
import io.daybook.benchmark.report.Goal;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Column;
import io.daybook.benchmark.report.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rates of a load as a parameter grows step by step. Each round runs all steps, so that a disturbance of the machine falls on
 * all of them.
 */
final class ScalingSeries {

    private final Plan plan;
    private final Map<String, List<Rate>> rates = new LinkedHashMap<>();

    private ScalingSeries(Plan plan) {
        this.plan = plan;
    }

    /**
     * Measures the steps, each of which is to be warm.
     *
     * @param steps the loads by the size that they stand for, in the order in which it grows
     */
    static ScalingSeries of(Plan plan, Map<String, Load> steps) {
        var growth = new ScalingSeries(plan);
        for (int round = 0; round < plan.rounds(); round++) {
            steps.forEach((size, load) ->
                    growth.rates.computeIfAbsent(size, any -> new ArrayList<>()).add(load.run(plan.round())));
        }
        return growth;
    }

    /** The rate at the last step, as a part of the highest of all: 1 if nothing is lost by growing. */
    Result result(String figure, String what) {
        Map<String, Spread> perSecond = new LinkedHashMap<>();
        rates.forEach((size, all) ->
                perSecond.put(size, Spread.of(all.stream().map(Rate::perSecond).toList())));
        return new Result(
                figure,
                what,
                "the highest rate at any size",
                lastOfHighest(),
                Unit.TIMES,
                new Goal.Nothing(),
                rates.entrySet().stream()
                        .map(step -> "%s: %s".formatted(step.getKey(), absolute(step.getValue())))
                        .collect(Collectors.joining("; ")),
                perSecond.entrySet().stream()
                        .map(step -> new Column(step.getKey(), step.getValue(), Unit.PER_SECOND))
                        .toList());
    }

    private Spread lastOfHighest() {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < plan.rounds(); round++) {
            int here = round;
            List<Double> steps = rates.values().stream()
                    .map(all -> all.get(here).perSecond())
                    .toList();
            ratios.add(lastOfHighest(steps));
        }
        return Spread.of(ratios);
    }

    /** The last of these rates, as a part of the highest. */
    static double lastOfHighest(List<Double> perSecond) {
        return perSecond.getLast()
                / perSecond.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static String absolute(List<Rate> rates) {
        return String.format(
                Locale.ROOT,
                "%s, p99 %s",
                Unit.PER_SECOND.text(
                        Spread.of(rates.stream().map(Rate::perSecond).toList()).median()),
                Unit.MILLIS.text(
                        Spread.of(rates.stream().map(Rate::p99Millis).toList()).median()));
    }
}
