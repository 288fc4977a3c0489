package io.daybook.projector.engine.projection;

import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicMac.Finding;
import io.daybook.events.TopicTrust;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of the topic that a view does not believe, because they lack the relay's MAC. They are passed over: none
 * moves a position or a version, or is parked, where it would stop its stream. What the log has published there is applied when
 * it comes.
 */
public final class ForgedRecords {

    private static final Logger LOG = LoggerFactory.getLogger(ForgedRecords.class);

    /** Whoever can write to the topic can write millions of records. */
    private static final Duration LOG_INTERVAL_MIN = Duration.ofMinutes(1);

    private final String view;
    private final TopicTrust trust;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong logAtNanos = new AtomicLong(System.nanoTime());

    /** The forged records that come to that view. */
    public ForgedRecords(String view, TopicTrust trust) {
        this.view = view;
        this.trust = trust;
    }

    /**
     * A record that is not believed.
     *
     * @param received the record
     * @param finding reason
     */
    public record Forged(ReceivedRecord received, Finding finding) {}

    /** Tells whether the record is not believed, and why. */
    public Optional<Forged> find(ReceivedRecord received) {
        return trust.doubt(received.envelope(), received.mac()).map(finding -> new Forged(received, finding));
    }

    /** Counts records that were passed over for good, and says so now and then. */
    public void passedOver(List<Forged> forged) {
        if (forged.isEmpty()) {
            return;
        }
        long total = count.addAndGet(forged.size());
        long due = logAtNanos.get();
        long now = System.nanoTime();
        if (now - due >= 0 && logAtNanos.compareAndSet(due, now + LOG_INTERVAL_MIN.toNanos())) {
            log(forged.getFirst(), total);
        }
    }

    private void log(Forged first, long total) {
        RecordedEvent event = first.received().envelope();
        LOG.atWarn()
                .addKeyValue("view", view)
                .addKeyValue("finding", first.finding())
                .addKeyValue("partition", first.received().record().partition())
                .addKeyValue("offset", first.received().record().offset())
                .addKeyValue("position", event == null ? null : event.position())
                .addKeyValue("passedOver", total)
                .log("Records of the topic lack the relay's MAC and are passed over.");
    }

    /** Number of records that were passed over since the process began. */
    public long count() {
        return count.get();
    }
}
