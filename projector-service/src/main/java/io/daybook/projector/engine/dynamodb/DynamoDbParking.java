package io.daybook.projector.engine.dynamodb;

import io.daybook.events.RecordedEvent;
import io.daybook.projector.engine.parking.ParkedEvent;
import io.daybook.projector.engine.projection.ErrorClassifier;
import io.daybook.projector.engine.projection.ReceivedRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The parked events of one generation: one item for each stream that is stuck, which tells where and why, and beside it the
 * events themselves, in the order of the stream.
 *
 * <p>An event is written before its stream's item, and that item is deleted only if nothing has touched it since the stream was
 * found empty. So no event is ever left behind by two instances that park and retry at the same time.
 */
final class DynamoDbParking {

    /** As much as an operator needs, whatever a stranger put into it. */
    private static final int TEXT_LENGTH_MAX = 1_000;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final DynamoDb db;
    private final String table;
    private final long generation;
    private final AtomicLong lastNumber = new AtomicLong();

    DynamoDbParking(DynamoDb db, DynamoDbControl control, long generation) {
        this.db = db;
        this.table = control.table();
        this.generation = generation;
    }

    /**
     * A stream of which events are parked.
     *
     * @param head the version from which on nothing of the stream is applied; the highest number if nothing is in the way
     * @param touched counts the changes
     * @param parked the first of them, as operators are told it
     */
    record Stuck(long head, long touched, ParkedEvent parked) {

        boolean isWaiting() {
            return parked.error() == null;
        }
    }

    static String stuckIn(long generation) {
        return "stuck#" + generation;
    }

    static String eventsOf(long generation, String streamId) {
        return "parked#%d#%s".formatted(generation, streamId);
    }

    /** All streams of which events are parked, in the order in which they got stuck. */
    List<Stuck> stuck() {
        return db.query(table, DynamoDbControl.SCOPE, stuckIn(generation)).stream()
                .map(item -> stuckOf(item))
                .sorted(Comparator.comparingLong(stuck -> stuck.parked().number()))
                .toList();
    }

    /** One of them; nothing if none of its events is parked. */
    Optional<Stuck> stuck(UUID streamId) {
        Map<String, AttributeValue> item = db.read(table, key(streamId));
        return item.isEmpty() ? Optional.empty() : Optional.of(stuckOf(item));
    }

    private static Stuck stuckOf(Map<String, AttributeValue> item) {
        AttributeValue head = item.get("head");
        return new Stuck(
                head == null ? Long.MAX_VALUE : Long.parseLong(head.n()),
                DynamoDb.number(item, "touched"),
                new ParkedEvent(
                        UUID.fromString(DynamoDb.text(item, DynamoDbControl.NAME)),
                        numberIfThere(item, "streamVersion"),
                        numberIfThere(item, "logPosition"),
                        DynamoDb.textIfThere(item, "eventId").orElse(null),
                        DynamoDb.textIfThere(item, "eventType").orElse(null),
                        DynamoDb.textIfThere(item, "fault").orElse(null),
                        Instant.parse(DynamoDb.text(item, "parkedAt")),
                        0,
                        DynamoDb.number(item, "parkedNumber")));
    }

    private static @Nullable Long numberIfThere(Map<String, AttributeValue> item, String attribute) {
        return item.containsKey(attribute) ? DynamoDb.number(item, attribute) : null;
    }

    /**
     * Sets events aside that follow on one another in a stream; one that is parked already stays as it is.
     *
     * @param error reason why the first of them cannot be applied; null if it only waits
     */
    void park(UUID streamId, List<ReceivedRecord> records, @Nullable String error) {
        for (ReceivedRecord received : records) {
            boolean unused = db.put(PutItemRequest.builder()
                    .tableName(table)
                    .item(event(streamId, received))
                    .conditionExpression("attribute_not_exists(#scope)")
                    .expressionAttributeNames(Map.of("#scope", DynamoDbControl.SCOPE))
                    .build());
        }
        touch(streamId, records.getFirst(), error);
    }

    private void touch(UUID streamId, ReceivedRecord first, @Nullable String error) {
        Map<String, AttributeValue> described = described(first, error);
        described.put("parkedAt", AttributeValue.fromS(Instant.now().toString()));
        described.put("parkedNumber", DynamoDb.number(nextNumber()));
        var values = new HashMap<String, AttributeValue>();
        described.forEach((attribute, value) -> values.put(":" + attribute, value));
        values.put(":one", DynamoDb.number(1));
        String expression = described.keySet().stream()
                .map(attribute -> "%1$s = if_not_exists(%1$s, :%1$s)".formatted(attribute))
                .collect(Collectors.joining(", ", "set ", " add touched :one"));
        boolean unused = db.update(UpdateItemRequest.builder()
                .tableName(table)
                .key(key(streamId))
                .updateExpression(expression)
                .expressionAttributeValues(values)
                .build());
    }

    /**
     * Notes what a stream is stuck at now.
     *
     * @param before state in which it was stuck before
     * @return false if there have been changes since
     */
    boolean move(Stuck before, ReceivedRecord first, @Nullable String error) {
        var item = new HashMap<>(key(before.parked().streamId()));
        item.putAll(described(first, error));
        item.put("parkedAt", AttributeValue.fromS(before.parked().parkedAt().toString()));
        item.put("parkedNumber", DynamoDb.number(before.parked().number()));
        item.put("touched", DynamoDb.number(before.touched() + 1));
        return db.put(PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("touched = :touched")
                .expressionAttributeValues(Map.of(":touched", DynamoDb.number(before.touched())))
                .build());
    }

    private static Map<String, AttributeValue> described(ReceivedRecord first, @Nullable String error) {
        var attributes = new HashMap<String, AttributeValue>();
        RecordedEvent envelope = first.envelope();
        if (envelope != null) {
            attributes.put("head", DynamoDb.number(envelope.streamVersion()));
            attributes.put("streamVersion", DynamoDb.number(envelope.streamVersion()));
            attributes.put("logPosition", DynamoDb.number(envelope.position()));
        }
        putText(attributes, "eventId", first.attribute("id"));
        putText(attributes, "eventType", envelope == null ? first.attribute("type") : envelope.type());
        putText(attributes, "fault", error);
        return attributes;
    }

    private static void putText(Map<String, AttributeValue> attributes, String attribute, @Nullable String text) {
        if (text != null) {
            attributes.put(attribute, AttributeValue.fromS(ErrorClassifier.bounded(text, TEXT_LENGTH_MAX)));
        }
    }

    /** The time in microseconds, but never the same twice. */
    private long nextNumber() {
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO;
        return lastNumber.updateAndGet(last -> Math.max(last + 1, micros));
    }

    private Map<String, AttributeValue> key(UUID streamId) {
        return DynamoDbControl.key(stuckIn(generation), streamId.toString());
    }

    /** The first parked events of a stream, in its order; those whose envelope cannot be read come last. */
    List<ReceivedRecord> events(UUID streamId, int eventsMax) {
        return db.query(table, DynamoDbControl.SCOPE, eventsOf(generation, streamId.toString()), eventsMax).stream()
                .map(DynamoDbParking::received)
                .toList();
    }

    /** Counts the parked events of a stream. */
    long count(UUID streamId) {
        return db.count(table, DynamoDbControl.SCOPE, eventsOf(generation, streamId.toString()));
    }

    /** Takes an event out that is in the view now, or does not concern it. */
    void remove(UUID streamId, ReceivedRecord received) {
        boolean unused = db.delete(DeleteItemRequest.builder()
                .tableName(table)
                .key(eventKey(streamId, received))
                .build());
    }

    /**
     * Frees a stream of which nothing is parked any more.
     *
     * @param touched the changes until nothing was
     * @return false if there have been more
     */
    boolean free(UUID streamId, long touched) {
        return db.delete(DeleteItemRequest.builder()
                .tableName(table)
                .key(key(streamId))
                .conditionExpression("attribute_not_exists(touched) or touched = :touched")
                .expressionAttributeValues(Map.of(":touched", DynamoDb.number(touched)))
                .build());
    }

    private Map<String, AttributeValue> eventKey(UUID streamId, ReceivedRecord received) {
        RecordedEvent envelope = received.envelope();
        ConsumerRecord<?, ?> record = received.record();
        String place = envelope == null
                ? "z%010d-%019d".formatted(record.partition(), record.offset())
                : "v%019d".formatted(envelope.streamVersion());
        return DynamoDbControl.key(eventsOf(generation, streamId.toString()), place);
    }

    private Map<String, AttributeValue> event(UUID streamId, ReceivedRecord received) {
        ConsumerRecord<String, byte[]> record = received.record();
        var headers = new HashMap<String, AttributeValue>();
        for (Header header : record.headers()) {
            headers.put(
                    header.key(),
                    AttributeValue.fromB(
                            SdkBytes.fromByteArray(header.value() == null ? new byte[0] : header.value())));
        }
        var item = new HashMap<>(eventKey(streamId, received));
        item.put("topic", AttributeValue.fromS(record.topic()));
        item.put("partition", DynamoDb.number(record.partition()));
        item.put("offset", DynamoDb.number(record.offset()));
        item.put("timestamp", DynamoDb.number(record.timestamp()));
        item.put("headers", AttributeValue.fromM(headers));
        if (record.key() != null) {
            item.put("key", AttributeValue.fromS(record.key()));
        }
        if (record.value() != null) {
            item.put("payload", AttributeValue.fromB(SdkBytes.fromByteArray(record.value())));
        }
        return item;
    }

    private static ReceivedRecord received(Map<String, AttributeValue> item) {
        var headers = new RecordHeaders();
        Optional.ofNullable(item.get("headers"))
                .map(AttributeValue::m)
                .orElse(Map.of())
                .forEach((name, value) -> headers.add(name, value.b().asByteArray()));
        AttributeValue payload = item.get("payload");
        return ReceivedRecord.of(new ConsumerRecord<>(
                DynamoDb.text(item, "topic"),
                Math.toIntExact(DynamoDb.number(item, "partition")),
                DynamoDb.number(item, "offset"),
                DynamoDb.number(item, "timestamp"),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                DynamoDb.textIfThere(item, "key").orElse(null),
                payload == null ? null : payload.b().asByteArray(),
                headers,
                Optional.empty()));
    }
}
