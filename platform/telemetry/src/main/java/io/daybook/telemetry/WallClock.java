package io.daybook.telemetry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Turns readings of {@link System#nanoTime} into times of day, all by one look at both clocks. */
final class WallClock {

    static final TimeUnit UNIT = TimeUnit.MICROSECONDS;

    private final long nowEpochMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    private final long nowNanos = System.nanoTime();

    long epochMicros(long nanoTime) {
        return nowEpochMicros - TimeUnit.NANOSECONDS.toMicros(nowNanos - nanoTime);
    }
}
