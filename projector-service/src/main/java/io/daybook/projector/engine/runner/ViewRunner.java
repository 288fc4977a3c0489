package io.daybook.projector.engine.runner;

import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.parking.ParkedEventOperations;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ErrorClassifier;
import io.daybook.projector.engine.projection.OutOfStepException;
import io.daybook.projector.engine.rebuild.RebuildOperations;
import io.daybook.projector.engine.store.ViewStore;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.projector.engine.verification.VerificationOperations;
import io.daybook.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Runs one view: brings its store up to date, then consumes the topic into it until it is stopped. Whatever is down, it
 * waits and goes on where it was. Its thread is no {@code BackgroundLoop}: it ends once Kafka's container has taken over.
 */
public final class ViewRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewRunner.class);

    private static final long RETRY_PAUSE_FIRST_MILLIS = 200;
    private static final double RETRY_PAUSE_FACTOR = 1.5;

    /** Time until a topic that is made after the view has started is noticed. */
    private static final int METADATA_AGE_MAX_MILLIS = 2_000;

    /** Time until the partitions of a process that died go to another. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    /** Long enough that a topic whose first records are gone is not read in a frenzy. */
    private static final Duration OUT_OF_STEP_PAUSE = Duration.ofMillis(200);

    /** Time until an event that came too early is applied once what was missing has come. */
    private static final Duration READY_PAUSE = Duration.ofMillis(500);

    /** Bytes that a broker hands over at once; every view holds as much before it has taken it in, besides the batch at hand. */
    private static final int FETCH_BYTES_MAX = 4 * 1024 * 1024;

    /** So many bytes are handed over at once even to a view that lets events be gathered: some hundred events. */
    private static final int GATHERED_BYTES = 64 * 1024;

    /**
     * Interval at which Kafka is told how far the view has come. It is for Kafka's own tools only: the view begins where its own checkpoint
     * says.
     */
    private static final long OFFSETS_EVERY_MILLIS = 1_000;

    private final String view;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final ViewStore store;
    private final ConcurrentMessageListenerContainer<String, byte[]> container;
    private final ViewMetrics metrics;
    private final ProjectionSpans spans;
    private final Thread starter;

    private final CountDownLatch stopping = new CountDownLatch(1);

    private volatile ViewState state = ViewState.STARTING;
    private volatile @Nullable String trouble;

    ViewRunner(
            String view,
            ViewStore store,
            EngineProperties properties,
            Map<String, Object> consumerProperties,
            EventTopic topic,
            MeterRegistry meters,
            Traces traces) {
        this.view = view;
        this.properties = properties;
        this.topic = topic;
        this.store = store;
        this.metrics = new ViewMetrics(
                meters,
                Tags.of("view", view),
                new ViewMetrics.Gauges(
                        () -> progress().lagEvents(),
                        () -> Checkpoint.position(store.checkpoints().values()),
                        store.parking()::count,
                        store::forgedRecords,
                        store.rebuilding()::progress,
                        store.verification()::verdict));
        this.spans = new ProjectionSpans(traces, view);
        this.container = container(consumerProperties);
        // Not a virtual one: several that wait for the same class to be initialised would hold all carriers
        // of a machine with few cores, and whoever initialises it may need one.
        this.starter = Thread.ofPlatform().daemon().name("start-" + view).unstarted(this::startWhenStoreIsThere);
    }

    public String view() {
        return view;
    }

    public ViewState state() {
        return state;
    }

    @Nullable
    public String trouble() {
        return trouble;
    }

    public ParkedEventOperations parked() {
        return store.parking();
    }

    public RebuildOperations rebuilds() {
        return store.rebuilding();
    }

    public VerificationOperations verification() {
        return store.verification();
    }

    public ViewMetrics metrics() {
        return metrics;
    }

    void start() {
        starter.start();
    }

    /**
     * Progress of the view, all as of one look at its database.
     *
     * @param checkpoints the checkpoints by partition
     * @param lagEvents events in the topic that are not in the view yet
     * @param position the highest log position in the view, 0 before the first event
     */
    public record Progress(Map<Integer, Checkpoint> checkpoints, long lagEvents, long position) {}

    public Progress progress() throws SQLException, ExecutionException, InterruptedException {
        Map<Integer, Checkpoint> checkpoints = store.checkpoints();
        long lag = 0;
        for (Map.Entry<Integer, Long> end : topic.endOffsets().entrySet()) {
            Checkpoint checkpoint = checkpoints.get(end.getKey());
            lag += Math.max(0, end.getValue() - (checkpoint == null ? 0 : checkpoint.nextOffset()));
        }
        return new Progress(checkpoints, lag, Checkpoint.position(checkpoints.values()));
    }

    private void startWhenStoreIsThere() {
        do {
            try {
                store.prepare();
                startContainer();
                lookAfterView();
                return;
            } catch (RuntimeException e) {
                failed("The view cannot start yet.", e);
            }
        } while (!isStoppedWithin(properties.retryPauseMax()));
    }

    private synchronized void startContainer() {
        if (!isStopping()) {
            container.start();
            running();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void running() {
        state = ViewState.RUNNING;
        trouble = null;
    }

    private void lookAfterView() {
        while (!isStoppedWithin(READY_PAUSE)) {
            restartIfEnded();
            applyReady();
        }
    }

    /** An error, such as a want of memory, ends the consumer's thread, and nobody else would begin it again. */
    private synchronized void restartIfEnded() {
        if (!isStopping() && !container.isInExpectedState()) {
            failed("The view's consumer has ended; it begins again.", new IllegalStateException("The consumer ended."));
            container.stop();
            container.start();
        }
    }

    private void applyReady() {
        try {
            store.applyReady(properties.batchMax());
        } catch (SQLException | RuntimeException e) {
            LOG.atDebug()
                    .addKeyValue("view", view)
                    .setCause(e)
                    .log("Events that wait could not be looked after; trying again.");
        }
    }

    private boolean isStoppedWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void applyOrFail(List<ConsumerRecord<String, byte[]>> records, Consumer<?, ?> consumer) {
        try {
            apply(records);
        } catch (OutOfStepException e) {
            failed(
                    "The view was taken back, or records before these are not in the topic; it reads on from its checkpoint.",
                    e);
            boolean unused = isStoppedWithin(OUT_OF_STEP_PAUSE);
            seekToCheckpoints(consumer, consumer.assignment());
        } catch (SQLException | RuntimeException e) {
            failed("The view could not take in a batch; it tries again.", e);
            if (!store.isMadeAnew(e)) {
                throw new IllegalStateException("The view could not take in a batch.", e);
            }
            seekToCheckpoints(consumer, consumer.assignment());
        }
    }

    private void apply(List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        long startNanos = System.nanoTime();
        int applied = store.apply(records);
        long endNanos = System.nanoTime();
        metrics.applied(
                applied,
                records.size(),
                endNanos - startNanos,
                records.getLast().timestamp());
        spans.record(records, startNanos, endNanos);
        running();
    }

    private void seekToCheckpoints(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            List<Integer> numbers =
                    partitions.stream().map(TopicPartition::partition).toList();
            store.begin(numbers, topic.id())
                    .forEach((partition, checkpoint) ->
                            consumer.seek(new TopicPartition(properties.topic(), partition), checkpoint.nextOffset()));
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("The view's checkpoints could not be read.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void failed(String message, Exception e) {
        if (isStopping()) {
            // For want of what has been closed already: it is nobody's trouble, and there may be nobody left to tell.
            return;
        }
        state = ViewState.RETRYING;
        trouble = ErrorClassifier.text(e);
        metrics.failed();
        LOG.atWarn().addKeyValue("view", view).setCause(e).log(message);
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(Map<String, Object> consumerProperties) {
        var settings = new ContainerProperties(properties.topic());
        settings.setGroupId("daybook-" + view);
        settings.setMissingTopicsFatal(false);
        settings.setAckMode(ContainerProperties.AckMode.TIME);
        settings.setAckTime(OFFSETS_EVERY_MILLIS);
        settings.setMessageListener((BatchListener)
                (records, acknowledgment, consumer) -> applyOrFail(records, Objects.requireNonNull(consumer)));
        settings.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                seekToCheckpoints(consumer, partitions);
            }
        });
        var factory = new DefaultKafkaConsumerFactory<>(
                settingsOf(consumerProperties), new StringDeserializer(), new ByteArrayDeserializer());
        var listening = new ConcurrentMessageListenerContainer<>(factory, settings);
        listening.setBeanName("view-" + view);
        listening.setConcurrency(properties.concurrency());
        listening.setCommonErrorHandler(retryForEver());
        return listening;
    }

    private DefaultErrorHandler retryForEver() {
        var pauses = new ExponentialBackOff(RETRY_PAUSE_FIRST_MILLIS, RETRY_PAUSE_FACTOR);
        pauses.setMaxInterval(properties.retryPauseMax().toMillis());
        var handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    private Map<String, Object> settingsOf(Map<String, Object> consumerProperties) {
        var settings = new HashMap<>(consumerProperties);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batchMax());
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MAX_MILLIS);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        Duration gather = properties.gathered(view);
        if (!gather.isZero()) {
            settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHERED_BYTES);
            settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(gather.toMillis()));
        }
        if (properties.instance() != null) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, view + "-" + properties.instance());
        }
        return settings;
    }

    @Override
    public void close() {
        stopContainer();
        store.close();
        state = ViewState.STOPPED;
    }

    private synchronized void stopContainer() {
        stopping.countDown();
        container.stop();
    }

    /** A batch listener that also sees its consumer. */
    @FunctionalInterface
    private interface BatchListener extends BatchAcknowledgingConsumerAwareMessageListener<String, byte[]> {}
}
