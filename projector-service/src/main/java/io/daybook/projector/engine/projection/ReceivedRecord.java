package io.daybook.projector.engine.projection;

import io.daybook.events.CloudEventAttributes;
import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicMac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way into a view, with the envelope read as far as it can be.
 *
 * @param record the record as it came
 * @param envelope the event in it; null if the envelope cannot be read
 * @param error reason why the envelope cannot be read, if so
 * @param parkedAt since when it has been parked, if it was
 */
public record ReceivedRecord(
        ConsumerRecord<String, byte[]> record,
        @Nullable RecordedEvent envelope,
        @Nullable String error,
        @Nullable Instant parkedAt) {

    private static final UUID NO_STREAM = new UUID(0, 0);

    /** The offset of what was not read from the topic. */
    private static final long NO_OFFSET = -1;

    public static ReceivedRecord of(ConsumerRecord<String, byte[]> record) {
        return of(record, null);
    }

    public static ReceivedRecord of(ConsumerRecord<String, byte[]> record, @Nullable Instant parkedAt) {
        try {
            return new ReceivedRecord(record, event(record), null, parkedAt);
        } catch (RuntimeException e) {
            return new ReceivedRecord(
                    record, null, "The envelope cannot be read. " + ErrorClassifier.text(e), parkedAt);
        }
    }

    /** An event of the log, as the relay would publish it. */
    public static ReceivedRecord of(RecordedEvent event, String topic, int partition) {
        String key = event.streamId().toString();
        byte[] payload = event.payload().getBytes(StandardCharsets.UTF_8);
        var headers = new RecordHeaders();
        CloudEventAttributes.of(event)
                .forEach((name, value) ->
                        headers.add(CloudEventAttributes.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8)));
        var record = new ConsumerRecord<>(
                topic,
                partition,
                NO_OFFSET,
                event.recordedAt().toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length(),
                payload.length,
                key,
                payload,
                headers,
                Optional.empty());
        return new ReceivedRecord(record, event, null, null);
    }

    /** The stream; where the envelope cannot be read, the record's key, or else zero. */
    public UUID streamId() {
        return envelope == null ? keyOrNone() : envelope.streamId();
    }

    private UUID keyOrNone() {
        try {
            return record.key() == null ? NO_STREAM : UUID.fromString(record.key());
        } catch (IllegalArgumentException noId) {
            return NO_STREAM;
        }
    }

    /** An attribute of the envelope, whether or not the whole can be read. */
    @Nullable
    public String attribute(String name) {
        return attributes(record).get(name);
    }

    /** The relay's MAC, if it has one. */
    @Nullable
    public String mac() {
        Header header = record.headers().lastHeader(TopicMac.HEADER);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static RecordedEvent event(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("The record has no payload.");
        }
        return CloudEventAttributes.toEvent(
                attributes(record)::get, new String(record.value(), StandardCharsets.UTF_8));
    }

    /** All at once: Kafka's headers are a list, and to look each up would go through it as often as there are attributes. */
    private static Map<String, String> attributes(ConsumerRecord<String, byte[]> record) {
        var attributes = new HashMap<String, String>();
        for (Header header : record.headers()) {
            if (header.key().startsWith(CloudEventAttributes.HEADER_PREFIX) && header.value() != null) {
                attributes.put(
                        header.key().substring(CloudEventAttributes.HEADER_PREFIX.length()),
                        new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return attributes;
    }
}
