package io.daybook.command.relay;

import io.daybook.events.CloudEventAttributes;
import io.daybook.events.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Publishes events to the topic: the key is the stream id, so that a stream stays in order; the value is the payload; the
 * envelope travels as CloudEvents headers in binary mode.
 */
final class Publisher implements AutoCloseable {

    private static final RecordHeader CONTENT_TYPE =
            new RecordHeader("content-type", "application/json".getBytes(StandardCharsets.US_ASCII));

    private final Producer<String, byte[]> producer;
    private final String topic;

    Publisher(Producer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Publishes the events in their order and returns once all in-sync replicas have them all.
     *
     * @throws ExecutionException if that failed; the producer must not be used any more, as what it still holds back could
     *     overtake what failed
     */
    void publish(List<RecordedEvent> events) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (RecordedEvent event : events) {
            sent.add(producer.send(record(event)));
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private ProducerRecord<String, byte[]> record(RecordedEvent event) {
        var record = new ProducerRecord<>(
                topic, event.streamId().toString(), event.payload().getBytes(StandardCharsets.UTF_8));
        record.headers().add(CONTENT_TYPE);
        CloudEventAttributes.of(event).forEach((name, value) -> record.headers()
                .add(CloudEventAttributes.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
