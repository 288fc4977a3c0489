package io.daybook.serviceweb;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Bounds of histograms' buckets: few, for each is a time series, and the same for all that is compared. */
public final class HistogramBounds {

    private static final long[] MILLIS = {1, 2, 5, 10, 20, 50, 100, 250, 500, 1_000, 5_000};

    private static final double[] SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000};

    private HistogramBounds() {}

    /** Bounds of durations from a millisecond to the longest that is told apart. */
    public static Duration[] durationsTo(Duration longest) {
        Stream<Duration> shorter =
                LongStream.of(MILLIS).mapToObj(Duration::ofMillis).filter(duration -> duration.compareTo(longest) < 0);
        return Stream.concat(shorter, Stream.of(longest)).toArray(Duration[]::new);
    }

    /** Bounds of counts from one to the largest that is told apart. */
    public static double[] sizesTo(double largest) {
        DoubleStream smaller = Arrays.stream(SIZES).filter(size -> size < largest);
        return DoubleStream.concat(smaller, DoubleStream.of(largest)).toArray();
    }
}
