package io.daybook.benchmark.load;

import io.daybook.benchmark.measurement.Rate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser of the output and the log of pgbench. */
final class PgBenchOutput {

    private static final Pattern TPS = Pattern.compile("(?m)^tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Pattern FAILED = Pattern.compile("(?m)^number of failed transactions: (\\d+)");
    private static final int TIME_COLUMN = 2;
    private static final double MICROS_PER_MILLI = 1e3;

    private PgBenchOutput() {}

    /**
     * Reads the rate.
     *
     * @param output text that it printed
     * @param log its log, a line for each transaction: client, number, microseconds and more
     * @throws IllegalStateException if transactions failed, or it did not say
     */
    static Rate parse(String output, List<String> log) {
        Matcher tps = TPS.matcher(output);
        Matcher failed = FAILED.matcher(output);
        if (!tps.find() || log.isEmpty() || (failed.find() && !"0".equals(failed.group(1)))) {
            throw new IllegalStateException("pgbench did not do what it should:\n" + output);
        }
        List<Double> millis = log.stream()
                .map(line -> Long.parseLong(line.split(" ", -1)[TIME_COLUMN]) / MICROS_PER_MILLI)
                .sorted()
                .toList();
        return new Rate(Double.parseDouble(tps.group(1)), percentile(millis, 50), percentile(millis, 99));
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
