package io.daybook.projector.engine.runner;

import io.daybook.projector.engine.verification.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Metrics of a view. */
public final class ViewMetrics {

    private static final double SMOOTHING_SECONDS = 5;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Counter events;
    private final Counter failures;
    private final DistributionSummary batchSizes;
    private final Timer batches;

    /** Micrometer itself would let it go. */
    private final LongSupplier forged;

    private long rateSinceNanos = System.nanoTime();
    private double eventsPerSecond;
    private volatile long lastAppliedTimestampMillis;

    /**
     * Sources that are asked whenever the metrics are read.
     *
     * @param lag events in the topic that are not in the view yet
     * @param position the highest log position in the view
     * @param parked events that are parked
     * @param forged records that were not believed
     * @param rebuild part of a rebuild that is done, from 0 to 1
     * @param verdict the last verdict on the view
     */
    record Gauges(
            Callable<Long> lag,
            Callable<Long> position,
            Callable<Long> parked,
            LongSupplier forged,
            Callable<Double> rebuild,
            Callable<Optional<Verdict>> verdict) {}

    ViewMetrics(MeterRegistry meters, Tags tags, Gauges gauges) {
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
        Gauge.builder("daybook.projection.lag", () -> orNotANumber(gauges.lag()))
                .description("Events in the topic that are not in the view yet")
                .tags(tags)
                .register(meters);
        Gauge.builder("daybook.projection.position", () -> orNotANumber(gauges.position()))
                .description("The highest log position in the view")
                .tags(tags)
                .register(meters);
        Gauge.builder("daybook.projection.parked", () -> orNotANumber(gauges.parked()))
                .description("Events set aside: those that cannot be applied, and those that wait behind them")
                .tags(tags)
                .register(meters);
        this.forged = gauges.forged();
        FunctionCounter.builder("daybook.projection.forged", forged, LongSupplier::getAsLong)
                .description("Records of the topic that were passed over, because they lack the relay's MAC")
                .tags(tags)
                .register(meters);
        Gauge.builder("daybook.rebuild.progress", () -> orNotANumber(gauges.rebuild()))
                .description("How much of a rebuild under way is done, from 0 to 1")
                .tags(tags)
                .register(meters);
        Gauge.builder("daybook.view.verification.differences", () -> orNotANumber(() -> differences(gauges.verdict())))
                .description(
                        "Differences between the view and the log when it was last verified; not a number if it never was")
                .tags(tags)
                .register(meters);
        Gauge.builder("daybook.view.verification.age", () -> orNotANumber(() -> ageSeconds(gauges.verdict())))
                .description("How long ago the view was last verified; not a number if it never was")
                .baseUnit("seconds")
                .tags(tags)
                .register(meters);
        Gauge.builder(
                        "daybook.projection.lag.seconds",
                        () -> orNotANumber(() -> secondsBehind(gauges.lag().call())))
                .description("How long ago the event applied last was published, 0 if nothing is missing")
                .tags(tags)
                .register(meters);
    }

    private static @Nullable Number differences(Callable<Optional<Verdict>> verdict) throws Exception {
        return verdict.call().map(Verdict::differences).orElse(null);
    }

    private static @Nullable Number ageSeconds(Callable<Optional<Verdict>> verdict) throws Exception {
        return verdict.call()
                .map(Verdict::checkedAt)
                .map(checkedAt -> Duration.between(checkedAt, Instant.now()).toSeconds())
                .orElse(null);
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
    public synchronized double eventsPerSecond() {
        return (System.nanoTime() - rateSinceNanos) / 1e9 > SMOOTHING_SECONDS ? 0 : eventsPerSecond;
    }

    /**
     * Time since the event applied last was published, in seconds: 0 if nothing is missing, not a number before the first.
     *
     * @param lagEvents events that are missing
     */
    public double secondsBehind(long lagEvents) {
        if (lagEvents == 0) {
            return 0;
        }
        return lastAppliedTimestampMillis == 0
                ? Double.NaN
                : (System.currentTimeMillis() - lastAppliedTimestampMillis) / MILLIS_PER_SECOND;
    }

    private static double orNotANumber(Callable<? extends @Nullable Number> value) {
        try {
            Number number = value.call();
            return number == null ? Double.NaN : number.doubleValue();
        } catch (Exception e) {
            return Double.NaN;
        }
    }
}
