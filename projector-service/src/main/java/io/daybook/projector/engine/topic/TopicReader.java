package io.daybook.projector.engine.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads stretches of the topic for itself, beside every consumer group. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL_TIME_MAX = Duration.ofMillis(500);
    private static final int POLL_RECORDS_MAX = 5_000;
    private static final int FETCH_BYTES_MAX = 8 * 1024 * 1024;

    private final String topic;
    private final int batchMax;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    TopicReader(Map<String, Object> consumerProperties, String topic, int batchMax) {
        this.topic = topic;
        this.batchMax = batchMax;
        var settings = new HashMap<>(consumerProperties);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A stretch that is not in the topic any more must be noticed, never left out.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(batchMax, POLL_RECORDS_MAX));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Begins a stretch: from these offsets, up to and without those of the second map; partitions that are in both. */
    public void begin(Map<Integer, Long> from, Map<Integer, Long> to) {
        ends.clear();
        var starts = new HashMap<TopicPartition, Long>();
        to.forEach((number, end) -> {
            long start = from.getOrDefault(number, 0L);
            if (start < end) {
                var partition = new TopicPartition(topic, number);
                starts.put(partition, start);
                ends.put(partition, end);
            }
        });
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
    }

    /** Tells whether the stretch has been read to its end. */
    public boolean isDone() {
        return ends.isEmpty();
    }

    /** The next records of the stretch, in order within a partition; none if Kafka has none to give at the moment. */
    public List<ConsumerRecord<String, byte[]>> next() {
        var batch = new ArrayList<ConsumerRecord<String, byte[]>>(batchMax);
        while (!isDone() && batch.size() < batchMax) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL_TIME_MAX);
            if (records.isEmpty()) {
                break;
            }
            for (TopicPartition partition : records.partitions()) {
                take(records.records(partition), partition, batch);
            }
        }
        return batch;
    }

    private void take(
            List<ConsumerRecord<String, byte[]>> records,
            TopicPartition partition,
            List<ConsumerRecord<String, byte[]>> batch) {
        Long end = ends.get(partition);
        if (end == null) {
            return;
        }
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.offset() < end) {
                batch.add(record);
            }
        }
        if (records.getLast().offset() + 1 >= end) {
            ends.remove(partition);
            consumer.pause(List.of(partition));
        }
    }

    /** Ends a partition's stretch early. */
    public void leave(int partition) {
        var left = new TopicPartition(topic, partition);
        if (ends.remove(left) != null) {
            consumer.pause(List.of(left));
        }
    }

    /** The offset of the first record of each partition that was published at that moment or later, as far as there is one. */
    public Map<Integer, Long> offsetsAt(Instant moment, Iterable<Integer> partitions) {
        var wanted = new HashMap<TopicPartition, Long>();
        partitions.forEach(number -> wanted.put(new TopicPartition(topic, number), moment.toEpochMilli()));
        var offsets = new HashMap<Integer, Long>();
        consumer.offsetsForTimes(wanted).forEach((partition, found) -> {
            if (found != null) {
                offsets.put(partition.partition(), found.offset());
            }
        });
        return offsets;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
