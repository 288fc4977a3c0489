package io.daybook.projector.engine.postgres;

import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ForgedRecords;
import io.daybook.projector.engine.projection.ReceivedRecord;
import io.daybook.projector.engine.topic.EventTopic;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Fills one generation from the topic, or first from the log, beside the consumers of the one that serves: from its own
 * checkpoints on, several partitions at a time, each batch with its checkpoints in one transaction. So it goes on where it was,
 * whatever ended it.
 */
final class GenerationBuilder {

    private final EventTopic topic;
    private final EngineProperties properties;
    private final BatchProjector projection;
    private final StopCheck stopCheck;
    private final IntConsumer read;

    /**
     * A builder of the database's schema.
     *
     * @param trust tells which records are believed
     * @param untilPosition the last log position to take in
     * @param stopCheck asked between batches
     * @param read counts the records that were taken in
     */
    GenerationBuilder(
            View view,
            ViewDatabase database,
            EventTopic topic,
            TopicTrust trust,
            EngineProperties properties,
            long untilPosition,
            StopCheck stopCheck,
            IntConsumer read) {
        this.topic = topic;
        this.properties = properties;
        this.projection = new BatchProjector(
                view,
                database.dataSource(),
                new EventCodec(),
                properties.parkedMax(),
                untilPosition,
                new ForgedRecords(view.name(), trust));
        this.stopCheck = stopCheck;
        this.read = read;
    }

    /** Ends the building where it is wanted no longer. */
    @FunctionalInterface
    interface StopCheck {
        /**
         * Asks.
         *
         * @throws CancellationException if it is to end
         */
        void check() throws SQLException;
    }

    /** Checkpoints of the generation. */
    Map<Integer, Checkpoint> checkpoints() throws SQLException {
        return projection.checkpoints();
    }

    /** Records between the generation's checkpoints and these offsets. */
    long remaining(Map<Integer, Long> targets) throws SQLException {
        Map<Integer, Checkpoint> checkpoints = checkpoints();
        return targets.entrySet().stream()
                .mapToLong(target -> Math.max(0, target.getValue() - offset(checkpoints, target.getKey())))
                .sum();
    }

    /**
     * Takes in everything up to and without these offsets.
     *
     * @param topicId the topic's id, which checkpoints that are made carry
     * @throws CancellationException if it is told to stop
     */
    void build(Map<Integer, Long> targets, String topicId) throws SQLException, InterruptedException {
        Map<Integer, Checkpoint> checkpoints = projection.begin(targets.keySet(), topicId);
        List<Workers.Share> shares = new ArrayList<>();
        for (Map<Integer, Long> share : shares(targets, checkpoints)) {
            shares.add(() -> work(share, checkpoints));
        }
        Workers.run(shares);
        applyReady();
    }

    /** Applies what waits no longer, because what had to come before it is there now. */
    private void applyReady() throws SQLException {
        while (projection.applyReady(properties.rebuild().batchMax()) > 0) {
            stopCheck.check();
        }
    }

    /**
     * Takes in the log from one position up to another, in order. Each batch is divided by partition, as the relay divides it,
     * among the workers.
     *
     * @param from the position after which it begins
     * @param until the last position
     * @param taken told the position up to which everything is in, after each batch
     * @throws CancellationException if it is told to stop
     */
    void buildFromLog(EventLog log, long from, long until, TakenPosition taken)
            throws SQLException, InterruptedException {
        int partitions = checkpoints().size();
        long position = from;
        while (position < until) {
            stopCheck.check();
            List<RecordedEvent> events =
                    log.after(position, until, properties.rebuild().batchMax());
            if (events.isEmpty()) {
                throw new IllegalStateException("The log has no event after position %d.".formatted(position));
            }
            Workers.run(sharesOf(events, partitions));
            position = events.getLast().position();
            taken.note(position);
            read.accept(events.size());
        }
        applyReady();
    }

    /** Notes how far the log has been taken in. */
    @FunctionalInterface
    interface TakenPosition {
        void note(long position) throws SQLException;
    }

    private List<Workers.Share> sharesOf(List<RecordedEvent> events, int partitions) {
        var shares = new TreeMap<Integer, List<ReceivedRecord>>();
        for (RecordedEvent event : events) {
            int partition = EventTopic.partition(event.streamId(), partitions);
            shares.computeIfAbsent(partition % properties.rebuild().workers(), share -> new ArrayList<>())
                    .add(ReceivedRecord.of(event, topic.name(), partition));
        }
        return shares.values().stream()
                .<Workers.Share>map(share -> () -> projection.applyFromLog(share))
                .toList();
    }

    /** The partitions in as many shares as there are workers, of about the same size; one if there is little to do. */
    private List<Map<Integer, Long>> shares(Map<Integer, Long> targets, Map<Integer, Checkpoint> checkpoints) {
        List<Map.Entry<Integer, Long>> largestFirst = targets.entrySet().stream()
                .filter(target -> offset(checkpoints, target.getKey()) < target.getValue())
                .sorted((one, other) -> Long.compare(size(other, checkpoints), size(one, checkpoints)))
                .toList();
        long total = largestFirst.stream()
                .mapToLong(target -> size(target, checkpoints))
                .sum();
        int workers = total <= properties.rebuild().batchMax()
                ? 1
                : Math.min(properties.rebuild().workers(), largestFirst.size());
        List<Map<Integer, Long>> shares = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            shares.add(new HashMap<>());
        }
        int next = 0;
        for (Map.Entry<Integer, Long> target : largestFirst) {
            shares.get(next++ % workers).put(target.getKey(), target.getValue());
        }
        return shares;
    }

    private static long size(Map.Entry<Integer, Long> target, Map<Integer, Checkpoint> checkpoints) {
        return target.getValue() - offset(checkpoints, target.getKey());
    }

    private static long offset(Map<Integer, Checkpoint> checkpoints, int partition) {
        Checkpoint checkpoint = checkpoints.get(partition);
        return checkpoint == null ? 0 : checkpoint.nextOffset();
    }

    private void work(Map<Integer, Long> share, Map<Integer, Checkpoint> checkpoints) throws SQLException {
        if (share.isEmpty()) {
            return;
        }
        var from = new HashMap<Integer, Long>();
        share.keySet().forEach(partition -> from.put(partition, offset(checkpoints, partition)));
        try (var reader = topic.reader(properties.rebuild().batchMax())) {
            reader.begin(from, share);
            while (!reader.isDone()) {
                stopCheck.check();
                List<ConsumerRecord<String, byte[]>> records = reader.next();
                if (!records.isEmpty()) {
                    projection.apply(records);
                    read.accept(records.size());
                }
            }
        }
    }
}
