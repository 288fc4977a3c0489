package io.daybook.command.relay;

import io.daybook.events.RecordedEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the log to Kafka, in order. Many instances may run; the one that holds the lock in Postgres is active, and when
 * it dies Postgres gives the lock to another, which resumes at the checkpoint.
 *
 * <p>The checkpoint moves only after Kafka has confirmed, so an event may be published twice after a crash, never not at
 * all. Whoever consumes the topic skips positions it has seen.
 */
public final class Relay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** Longer than one poll, so that a stop is orderly. */
    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Supplier<Publisher> publishers;
    private final TopicSetup topic;
    private final RelayProperties properties;
    private final Thread thread = new Thread(this::run, "relay");
    private volatile boolean running;
    private volatile boolean active;

    Relay(DataSource dataSource, Supplier<Publisher> publishers, TopicSetup topic, RelayProperties properties) {
        this.dataSource = dataSource;
        this.publishers = publishers;
        this.topic = topic;
        this.properties = properties;
    }

    /** Whether this instance is the one that relays. */
    public boolean isActive() {
        return active;
    }

    private void run() {
        while (running) {
            try {
                relayWhileActive();
            } catch (SQLException | ExecutionException | KafkaException e) {
                LOG.atWarn().setCause(e).log("The relay was interrupted; it resumes at its checkpoint.");
            } catch (InterruptedException e) {
                return;
            } finally {
                active = false;
            }
            pause();
        }
    }

    private void relayWhileActive() throws SQLException, ExecutionException, InterruptedException {
        try (RelayStore store = new RelayStore(dataSource.getConnection())) {
            if (!store.tryLock()) {
                return;
            }
            topic.ensureExists();
            try (Publisher publisher = publishers.get()) {
                active = true;
                LOG.atInfo().addKeyValue("checkpoint", store.checkpoint()).log("This instance is the active relay.");
                relay(store, publisher);
            }
        }
    }

    private void relay(RelayStore store, Publisher publisher)
            throws SQLException, ExecutionException, InterruptedException {
        long noted = store.checkpoint();
        long published = noted;
        long notedAtNanos = System.nanoTime();
        while (running) {
            List<RecordedEvent> events = store.read(published, properties.batchMax());
            if (!events.isEmpty()) {
                publisher.publish(events);
                published = events.getLast().position();
            }
            boolean isDue = System.nanoTime() - notedAtNanos
                    > properties.checkpointInterval().toNanos();
            if (published > noted && (isDue || events.isEmpty())) {
                store.advance(published);
                noted = published;
                notedAtNanos = System.nanoTime();
            }
            if (events.isEmpty()) {
                store.awaitAppend(properties.pollInterval());
            }
        }
        store.advance(published);
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(properties.retryPause().toNanos());
        } catch (InterruptedException e) {
            running = false;
        }
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        try {
            if (!thread.join(STOP_WAIT_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return properties.enabled();
    }

    /** Stops after the command queue, so that what was acknowledged last is still published. */
    @Override
    public int getPhase() {
        return -1;
    }
}
