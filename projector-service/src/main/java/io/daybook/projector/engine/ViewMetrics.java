package io.daybook.projector.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Callable;

/** How a view is doing, in numbers. */
final class ViewMetrics {

    private static final double SMOOTHING_SECONDS = 5;

    private final Counter events;
    private final Counter failures;
    private final DistributionSummary batchSizes;
    private final Timer batches;

    private long rateSinceNanos = System.nanoTime();
    private double eventsPerSecond;
    private volatile long lastAppliedTimestampMillis;

    ViewMetrics(MeterRegistry meters, Tags tags, Callable<Long> lag, Callable<Long> position) {
        this.events = Counter.builder("daybook.projection.events")
                .description("Events applied to the view")
                .tags(tags)
                .register(meters);
        this.failures = Counter.builder("daybook.projection.failures")
                .description("Attempts to apply a batch that failed")
                .tags(tags)
                .register(meters);
        this.batchSizes = DistributionSummary.builder("daybook.projection.batch.events")
                .description("Records in one transaction")
                .tags(tags)
                .register(meters);
        this.batches = Timer.builder("daybook.projection.batch")
                .description("How long one transaction takes")
                .tags(tags)
                .publishPercentileHistogram()
                .register(meters);
        Gauge.builder("daybook.projection.lag", () -> orNotANumber(lag))
                .description("Events in the topic that are not in the view yet")
                .tags(tags)
                .register(meters);
        Gauge.builder("daybook.projection.position", () -> orNotANumber(position))
                .description("The highest log position in the view")
                .tags(tags)
                .register(meters);
    }

    synchronized void applied(int applied, int delivered, long tookNanos, long lastTimestampMillis) {
        events.increment(applied);
        batchSizes.record(delivered);
        batches.record(Duration.ofNanos(tookNanos));
        lastAppliedTimestampMillis = lastTimestampMillis;
        long now = System.nanoTime();
        double seconds = Math.max(1e-3, (now - rateSinceNanos) / 1e9);
        double weight = Math.min(1, seconds / SMOOTHING_SECONDS);
        eventsPerSecond = eventsPerSecond * (1 - weight) + applied / seconds * weight;
        rateSinceNanos = now;
    }

    void failed() {
        failures.increment();
    }

    /** Events a second, over the last few seconds in which there were any. */
    synchronized double eventsPerSecond() {
        return (System.nanoTime() - rateSinceNanos) / 1e9 > SMOOTHING_SECONDS ? 0 : eventsPerSecond;
    }

    /** When the record applied last was published, in milliseconds since 1970; 0 before the first. */
    long lastAppliedTimestampMillis() {
        return lastAppliedTimestampMillis;
    }

    private static double orNotANumber(Callable<Long> value) {
        try {
            return value.call();
        } catch (Exception e) {
            return Double.NaN;
        }
    }
}
