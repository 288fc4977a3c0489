package io.daybook.command.relay;

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
    private static final Duration[] DURATIONS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private static final double[] BATCH_SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

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
     * Why the relay had to begin again.
     *
     * @param detail what was wrong
     * @param at when
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

    /** Whatever was wrong is over. */
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
