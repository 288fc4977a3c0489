package io.daybook.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The envelope as CloudEvents 1.0 attributes, for transports in binary mode: each attribute is a header, the payload is the
 * body. Kafka's binding writes a header {@code ce_<name>} for each.
 *
 * <p>Standard attributes: {@code id} is the event id, {@code source} the log, {@code type} the event type under
 * {@code io.daybook.}, {@code subject} the stream id, {@code time} the recording time. What else the envelope carries
 * travels as extensions, whose names CloudEvents wants in lower case without separators.
 */
public final class CloudEventAttributes {

    /** The prefix of every header that carries an attribute, by the Kafka protocol binding. */
    public static final String HEADER_PREFIX = "ce_";

    private static final String SPEC_VERSION = "1.0";
    private static final String SOURCE = "/daybook/log";
    private static final String TYPE_PREFIX = "io.daybook.";

    private CloudEventAttributes() {}

    /** The attributes of an event, without the header prefix; absent ones are left out. */
    public static Map<String, String> of(RecordedEvent event) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", SPEC_VERSION);
        attributes.put("id", event.eventId().toString());
        attributes.put("source", SOURCE);
        attributes.put("type", TYPE_PREFIX + event.type());
        attributes.put("subject", event.streamId().toString());
        attributes.put("time", event.recordedAt().toString());
        attributes.put("position", Long.toString(event.position()));
        attributes.put("streamversion", Long.toString(event.streamVersion()));
        attributes.put("schemaversion", Integer.toString(event.schemaVersion()));
        attributes.put("effectivedate", event.effectiveDate().toString());
        attributes.put("actor", event.actor());
        putPresent(attributes, "reason", event.reason());
        putPresent(attributes, "purpose", event.purpose());
        attributes.put("correlationid", event.correlationId().toString());
        putPresent(attributes, "causationid", event.causationId());
        putPresent(attributes, "metadata", event.metadata());
        attributes.put("hash", event.hash().toString());
        return attributes;
    }

    /**
     * The event that these attributes and this payload are.
     *
     * @param attributes looks an attribute up by its name without the header prefix, null if it is absent
     * @throws IllegalArgumentException if a needed attribute is absent or cannot be read
     */
    public static RecordedEvent toEvent(Function<String, @Nullable String> attributes, String payload) {
        String type = needed(attributes, "type");
        return new RecordedEvent(
                Long.parseLong(needed(attributes, "position")),
                UUID.fromString(needed(attributes, "subject")),
                Long.parseLong(needed(attributes, "streamversion")),
                UUID.fromString(needed(attributes, "id")),
                type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type,
                Integer.parseInt(needed(attributes, "schemaversion")),
                payload,
                LocalDate.parse(needed(attributes, "effectivedate")),
                instant(needed(attributes, "time")),
                needed(attributes, "actor"),
                attributes.apply("reason"),
                attributes.apply("purpose"),
                UUID.fromString(needed(attributes, "correlationid")),
                optionalId(attributes.apply("causationid")),
                attributes.apply("metadata"),
                Hash.parse(needed(attributes, "hash")));
    }

    private static void putPresent(Map<String, String> attributes, String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, value.toString());
        }
    }

    private static String needed(Function<String, @Nullable String> attributes, String name) {
        String value = attributes.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("The CloudEvents attribute '%s' is absent.".formatted(name));
        }
        return value;
    }

    /** Instant.parse would put a formatter together each time, and be what reading an envelope costs most. */
    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static @Nullable UUID optionalId(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
