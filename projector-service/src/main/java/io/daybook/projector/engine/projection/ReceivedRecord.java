package io.daybook.projector.engine.projection;

import io.daybook.events.CloudEventAttributes;
import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicMac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
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
