package io.daybook.command.relay;

import io.daybook.command.kafka.UnlimitedRetentionTopic;
import io.daybook.serviceweb.BackgroundLoop;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the log to Kafka, in order. Many instances may run; the one that holds the lock in Postgres is active, and when
 * it dies Postgres gives the lock to another, which resumes at the checkpoint.
 *
 * <p>The checkpoint moves only after Kafka has confirmed, so an event may be published twice after a crash, never not at
 * all. Whoever consumes the topic skips positions it has seen.
 */
public final class Relay extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** Longer than one poll, so that a stop is orderly. */
    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Supplier<Publisher> publishers;
    private final UnlimitedRetentionTopic topic;
    private final TopicEnd topicEnd;
    private final RelayProperties properties;
    private final RelayWatch watch;

    Relay(
            DataSource dataSource,
            Supplier<Publisher> publishers,
            UnlimitedRetentionTopic topic,
            TopicEnd topicEnd,
            RelayProperties properties,
            RelayWatch watch) {
        super("relay", properties.retryPause(), STOP_WAIT_MAX);
        this.dataSource = dataSource;
        this.publishers = publishers;
        this.topic = topic;
        this.topicEnd = topicEnd;
        this.properties = properties;
        this.watch = watch;
    }

    /** Tells whether this instance is the one that relays. */
    public boolean isActive() {
        return watch.isActive();
    }

    @Override
    protected void round() throws SQLException, ExecutionException, TimeoutException, InterruptedException {
        try {
            relayWhileActive();
        } finally {
            watch.active(false);
        }
    }

    @Override
    protected void failed(Exception e) {
        String detail = detail(e);
        watch.failed(detail);
        LOG.atWarn().addKeyValue("detail", detail).setCause(e).log("The relay begins again at its checkpoint.");
    }

    private static String detail(Exception e) {
        return switch (e) {
            case SQLException database -> "The log's database could not be reached.";
            case ExecutionException kafka -> "Kafka could not be reached, or did not take what was published.";
            case KafkaException kafka -> "Kafka could not be reached, or did not take what was published.";
            case ForeignTopicException foreign -> foreign.detail;
            case TimeoutException late -> "Kafka did not confirm a batch in time; the topic may be gone.";
            default -> "The relay met a fault of its own; the log of this instance tells which.";
        };
    }

    private void relayWhileActive() throws SQLException, ExecutionException, TimeoutException, InterruptedException {
        try (RelayStore store = new RelayStore(dataSource)) {
            if (!store.tryLock()) {
                watch.well();
                return;
            }
            ensureTopic(store);
            try (Publisher publisher = publishers.get()) {
                watch.active(true);
                new ActiveRelay(store, publisher, properties, watch, this::isRunning).run();
            }
        }
    }

    /** A topic that was lost gets the whole log again before anything else, so that it never begins with a gap. */
    private void ensureTopic(RelayStore store)
            throws SQLException, ExecutionException, TimeoutException, InterruptedException {
        if (topic.isMissing()) {
            // Recorded before the topic is created: an instance that finds the topic finds the replay, too.
            replayEverything(store, "The topic is missing. It is made again, and filled from the first event.");
            topic.create();
            return;
        }
        TopicEnd.LastRecords end = topicEnd.read();
        if (end.isUntouched()) {
            replayEverything(store, "The topic was made again, empty. It is filled from the first event.");
        }
        Optional<RelayStore.PublishedEvent> unknown = store.firstUnknown(end.events());
        if (unknown.isPresent()) {
            throw ForeignTopicException.with(unknown.get());
        }
    }

    private static void replayEverything(RelayStore store, String why) throws SQLException {
        if (store.checkpoint() > 0) {
            store.replayEverything();
            LOG.atWarn().log(why);
        }
    }

    /**
     * The topic holds an event that the log does not have, so what comes next would contradict what consumers hold already:
     * two events with one position.
     */
    private static final class ForeignTopicException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String detail;

        ForeignTopicException(String detail) {
            super(detail);
            this.detail = detail;
        }

        static ForeignTopicException with(RelayStore.PublishedEvent event) {
            return new ForeignTopicException("""
                    Nothing is published: the topic holds event %s at position %d, which is not in this log. Either the topic \
                    is another log's, or the log was restored to an earlier state; then delete the topic and make the views \
                    anew, see "Back up and restore" in docs/operations.md.""".formatted(event.eventId(), event.position()));
        }
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
