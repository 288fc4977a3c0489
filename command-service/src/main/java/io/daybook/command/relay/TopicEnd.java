package io.daybook.command.relay;

import io.daybook.command.relay.RelayStore.PublishedEvent;
import io.daybook.events.CloudEventAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The last record of each partition of the topic, by which the relay checks that the topic belongs to the log. */
final class TopicEnd {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final String topic;
    private final Duration waitMax;

    /**
     * The end of that topic.
     *
     * @param consumers makes consumers that belong to no group
     * @param waitMax longest wait for Kafka
     */
    TopicEnd(Supplier<Consumer<String, byte[]>> consumers, String topic, Duration waitMax) {
        this.consumers = consumers;
        this.topic = topic;
        this.waitMax = waitMax;
    }

    /**
     * The last records of the topic.
     *
     * @param isUntouched true if nothing has ever been published to the topic
     * @param events the last event of each partition, as far as what is there is an event
     */
    record LastRecords(boolean isUntouched, List<PublishedEvent> events) {}

    /**
     * Reads it.
     *
     * @throws TimeoutException if Kafka does not answer in time
     */
    LastRecords read() throws TimeoutException {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, waitMax).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, waitMax);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, waitMax);
            var lastOffsets = new HashMap<TopicPartition, Long>();
            ends.forEach((partition, end) -> {
                if (end > beginnings.getOrDefault(partition, 0L)) {
                    lastOffsets.put(partition, end - 1);
                }
            });
            boolean isUntouched = ends.values().stream().allMatch(end -> end == 0);
            return new LastRecords(isUntouched, lastEvents(consumer, lastOffsets));
        }
    }

    private List<PublishedEvent> lastEvents(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> lastOffsets)
            throws TimeoutException {
        consumer.assign(lastOffsets.keySet());
        lastOffsets.forEach(consumer::seek);
        Set<TopicPartition> awaited = new HashSet<>(lastOffsets.keySet());
        List<PublishedEvent> events = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + waitMax.toNanos();
        while (!awaited.isEmpty()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new TimeoutException("Kafka did not give the end of the topic in time.");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (awaited.remove(new TopicPartition(record.topic(), record.partition()))) {
                    event(record).ifPresent(events::add);
                }
            }
        }
        return events;
    }

    /** The event of a record; nothing if it is something else that somebody has written there. */
    private static Optional<PublishedEvent> event(ConsumerRecord<String, byte[]> record) {
        String position = attribute(record, "position");
        String eventId = attribute(record, "id");
        if (position == null || eventId == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PublishedEvent(Long.parseLong(position), UUID.fromString(eventId)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String attribute(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(CloudEventAttributes.HEADER_PREFIX + name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
