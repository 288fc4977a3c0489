package io.daybook.command.relay;

import io.daybook.events.CloudEventAttributes;
import io.daybook.events.MacRange;
import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicMac;
import io.daybook.events.TopicTrust;
import io.daybook.telemetry.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events to the topic: the key is the stream id, so that a stream stays in order; the value is the payload; the
 * envelope travels as CloudEvents headers in binary mode. An event of a command that is traced has the header traceparent.
 * A MAC, if they are on, tells readers that the record is the relay's ({@link TopicMac}).
 */
final class Publisher implements AutoCloseable {

    private static final RecordHeader CONTENT_TYPE =
            new RecordHeader("content-type", "application/json".getBytes(StandardCharsets.US_ASCII));

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final Duration waitMax;
    private final TopicTrust trust;
    private final Traces traces;

    /**
     * A publisher to that topic.
     *
     * @param waitMax longest wait until a batch is confirmed
     * @param trust makes the records' MACs
     */
    Publisher(Producer<String, byte[]> producer, String topic, Duration waitMax, TopicTrust trust, Traces traces) {
        this.producer = producer;
        this.topic = topic;
        this.waitMax = waitMax;
        this.trust = trust;
        this.traces = traces;
    }

    /** The id of the key of the records' MACs; null if they get none. */
    @Nullable
    String macKey() {
        return trust.isOn() ? trust.mac().keyId() : null;
    }

    /**
     * Publishes the events in their order and returns once all in-sync replicas have them all.
     *
     * @param range the part of the topic that has MACs, once the event at a position is published
     * @throws ExecutionException if that failed; the producer must not be used any more, as what it still holds back could
     *     overtake what failed
     * @throws TimeoutException if it took too long: Kafka is away, or the topic is; the producer, which would try for ever,
     *     must not be used any more
     */
    void publish(List<RecordedEvent> events, LongFunction<MacRange> range)
            throws ExecutionException, TimeoutException, InterruptedException {
        var spans = new PublicationSpans(traces, topic);
        try {
            send(events, range, spans::begin);
        } finally {
            spans.end();
        }
    }

    /** The same for events that were published before. That is no part of what their commands did: no trace shows it. */
    void publishAgain(List<RecordedEvent> events, LongFunction<MacRange> range)
            throws ExecutionException, TimeoutException, InterruptedException {
        send(events, range, event -> Optional.empty());
    }

    private void send(
            List<RecordedEvent> events,
            LongFunction<MacRange> range,
            Function<RecordedEvent, Optional<String>> traceparents)
            throws ExecutionException, TimeoutException, InterruptedException {
        long deadlineNanos = System.nanoTime() + waitMax.toNanos();
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (RecordedEvent event : events) {
            Future<RecordMetadata> one =
                    producer.send(record(event, range.apply(event.position()), traceparents.apply(event)));
            if (one.isDone()) {
                // What fails at once, as for want of a topic, fails for the others too, and each would wait for it.
                one.get();
            }
            sent.add(one);
        }
        for (Future<RecordMetadata> one : sent) {
            one.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private ProducerRecord<String, byte[]> record(RecordedEvent event, MacRange range, Optional<String> traceparent) {
        var record = new ProducerRecord<>(
                topic, event.streamId().toString(), event.payload().getBytes(StandardCharsets.UTF_8));
        record.headers().add(CONTENT_TYPE);
        CloudEventAttributes.of(event).forEach((name, value) -> record.headers()
                .add(CloudEventAttributes.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8)));
        traceparent.ifPresent(
                value -> record.headers().add(Traces.TRACEPARENT, value.getBytes(StandardCharsets.US_ASCII)));
        trust.sign(event, range)
                .ifPresent(value -> record.headers().add(TopicMac.HEADER, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
