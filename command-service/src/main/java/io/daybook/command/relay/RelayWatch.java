package io.daybook.command.relay;

import io.daybook.serviceweb.HistogramBounds;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State of this instance's relay, in memory and as metrics. */
final class RelayWatch {

    /** From a broker next door to the longest that a batch is waited for by default. */
    private static final Duration[] DURATIONS = HistogramBounds.durationsTo(Duration.ofSeconds(30));

    private static final double[] BATCH_SIZES = HistogramBounds.sizesTo(5_000);

    private final Clock clock;
    private final DistributionSummary batches;
    private final Timer publications;
    private volatile boolean active;
    private volatile @Nullable Trouble trouble;

    RelayWatch(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.batches = DistributionSummary.builder("daybook.relay.batch.events")
                .description("Events that are published together, replays included")
                .serviceLevelObjectives(BATCH_SIZES)
                .register(meters);
        this.publications = Timer.builder("daybook.relay.publish")
                .description("How long it takes until all in-sync replicas have a batch")
                .serviceLevelObjectives(DURATIONS)
                .register(meters);
        Gauge.builder("daybook.relay.active", () -> active ? 1 : 0)
                .description("Whether this instance is the one that relays")
                .register(meters);
    }

    /**
     * Reason why the relay had to begin again.
     *
     * @param detail description of the fault
     * @param at time of the fault
     */
    record Trouble(String detail, Instant at) {}

    void active(boolean isActive) {
        active = isActive;
    }

    boolean isActive() {
        return active;
    }

    /** Kafka has confirmed a batch. */
    void published(int events, long tookNanos) {
        batches.record(events);
        publications.record(Duration.ofNanos(tookNanos));
        well();
    }

    /** Ends the trouble, if there was any. */
    void well() {
        if (trouble != null) {
            trouble = null;
        }
    }

    void failed(String detail) {
        trouble = new Trouble(detail, clock.instant());
    }

    /** The error since the last success. */
    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }
}
