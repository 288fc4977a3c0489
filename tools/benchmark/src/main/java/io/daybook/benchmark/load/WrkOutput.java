package io.daybook.benchmark.load;

import io.daybook.benchmark.measurement.Rate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that {@code requests.lua} prints at the end of a run of wrk.
 *
 * @param requests number of requests that were answered
 * @param refused number of them with another status than success
 * @param failed number of requests that got no answer
 * @param rate requests per second, those refused included
 */
public record WrkOutput(long requests, long refused, long failed, Rate rate) {

    private static final Pattern LINE =
            Pattern.compile("daybook requests=(\\d+) micros=(\\d+) refused=(\\d+) failed=(\\d+) p50=(\\d+) p99=(\\d+)");
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;

    /**
     * Reads it off all that wrk printed.
     *
     * @throws IllegalStateException if there is no such line, or nothing was answered
     */
    static WrkOutput parse(String output) {
        Matcher line = LINE.matcher(output);
        if (!line.find()) {
            throw new IllegalStateException("wrk did not say how it went:\n" + output);
        }
        long requests = Long.parseLong(line.group(1));
        if (requests == 0) {
            throw new IllegalStateException("Nothing was answered:\n" + output);
        }
        return new WrkOutput(
                requests,
                Long.parseLong(line.group(3)),
                Long.parseLong(line.group(4)),
                new Rate(
                        requests * MICROS_PER_SECOND / Long.parseLong(line.group(2)),
                        Long.parseLong(line.group(5)) / MICROS_PER_MILLI,
                        Long.parseLong(line.group(6)) / MICROS_PER_MILLI));
    }

    /**
     * This, if all went well.
     *
     * @throws IllegalStateException if a request was refused or got no answer
     */
    WrkOutput allSucceeded() {
        if (refused + failed > 0) {
            throw new IllegalStateException(
                    "Of %d requests %d were refused, and %d got no answer.".formatted(requests, refused, failed));
        }
        return this;
    }
}
