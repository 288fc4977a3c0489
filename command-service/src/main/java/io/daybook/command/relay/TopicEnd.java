package io.daybook.command.relay;

import io.daybook.command.relay.RelayStore.PublishedEvent;
import io.daybook.events.CloudEventAttributes;
import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicMac;
import io.daybook.events.TopicTrust;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The last event of each partition of the topic, by which the relay checks that the topic belongs to the log. Records that are
 * not believed do not count: who can write to the topic could stop the relay with one.
 */
final class TopicEnd {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Records at the end of a partition among which the last believed one is looked for. */
    private static final int LOOK_BACK_RECORDS = 100;

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final String topic;
    private final Duration waitMax;
    private final TopicTrust trust;

    /**
     * The end of that topic.
     *
     * @param consumers makes consumers that belong to no group
     * @param waitMax longest wait for Kafka
     * @param trust tells which records count
     */
    TopicEnd(Supplier<Consumer<String, byte[]>> consumers, String topic, Duration waitMax, TopicTrust trust) {
        this.consumers = consumers;
        this.topic = topic;
        this.waitMax = waitMax;
        this.trust = trust;
    }

    /**
     * The last records of the topic.
     *
     * @param isUntouched true if nothing has ever been published to the topic
     * @param events the last believed event of each partition, as far as there is one near its end
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
            ends.forEach((partition, end) -> consumer.seek(
                    partition, Math.max(beginnings.getOrDefault(partition, 0L), end - LOOK_BACK_RECORDS)));
            boolean isUntouched = ends.values().stream().allMatch(end -> end == 0);
            return new LastRecords(isUntouched, lastEvents(consumer, ends));
        }
    }

    private List<PublishedEvent> lastEvents(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends)
            throws TimeoutException {
        var last = new HashMap<TopicPartition, PublishedEvent>();
        long deadlineNanos = System.nanoTime() + waitMax.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadlineNanos) {
                throw new TimeoutException("Kafka did not give the end of the topic in time.");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                event(record)
                        .ifPresent(event -> last.put(new TopicPartition(record.topic(), record.partition()), event));
            }
        }
        return List.copyOf(last.values());
    }

    /** The event of a record; nothing if it is something else that somebody has written there. */
    private Optional<PublishedEvent> event(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            RecordedEvent event = CloudEventAttributes.toEvent(
                    name -> header(record, CloudEventAttributes.HEADER_PREFIX + name),
                    new String(record.value(), StandardCharsets.UTF_8));
            return trust.doubt(event, header(record, TopicMac.HEADER)).isEmpty()
                    ? Optional.of(new PublishedEvent(event.position(), event.eventId()))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
