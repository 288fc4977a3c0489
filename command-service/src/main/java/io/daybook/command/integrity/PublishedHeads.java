package io.daybook.command.integrity;

import io.daybook.events.integrity.SignedHead;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the heads that were on the topic when it began, or the last of them, one after the other. */
final class PublishedHeads implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition partition;
    private final Duration waitMax;
    private final JsonMapper json;
    private final Deque<SignedHead> read = new ArrayDeque<>();
    private final long end;

    /**
     * Begins to read.
     *
     * @param recordsMax number of the last records
     */
    PublishedHeads(
            Consumer<String, byte[]> consumer, IntegrityProperties properties, JsonMapper json, long recordsMax) {
        this.consumer = consumer;
        this.partition = new TopicPartition(properties.topic(), 0);
        this.waitMax = properties.kafkaWaitMax();
        this.json = json;
        consumer.assign(List.of(partition));
        this.end = consumer.endOffsets(List.of(partition), waitMax).getOrDefault(partition, 0L);
        if (end > recordsMax) {
            consumer.seek(partition, end - recordsMax);
        } else {
            consumer.seekToBeginning(List.of(partition));
        }
    }

    /**
     * Looks at the next head without taking it; nothing after the last.
     *
     * @throws TimeoutException if Kafka does not hand it over in time
     */
    Optional<SignedHead> peek() {
        long deadlineNanos = System.nanoTime() + waitMax.toNanos();
        while (read.isEmpty() && consumer.position(partition, waitMax) < end) {
            if (System.nanoTime() > deadlineNanos) {
                throw new TimeoutException("Kafka did not hand the signed heads over in time.");
            }
            for (ConsumerRecord<String, byte[]> polled : consumer.poll(POLL)) {
                if (polled.offset() < end) {
                    head(polled.value()).ifPresent(read::add);
                }
            }
        }
        return Optional.ofNullable(read.peek());
    }

    /** Takes the head that was looked at. */
    void take() {
        read.remove();
    }

    /** The head in a record; nothing if it is something else that somebody has written there. */
    private Optional<SignedHead> head(byte[] value) {
        try {
            return Optional.ofNullable(json.readValue(value, SignedHead.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
