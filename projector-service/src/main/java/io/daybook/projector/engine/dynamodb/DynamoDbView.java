package io.daybook.projector.engine.dynamodb;

import io.daybook.events.DomainEvent;
import io.daybook.projector.engine.ViewEvent;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A view of one item a stream, in DynamoDB tables of its own. Pure: the engine reads and writes. */
public interface DynamoDbView {

    /** The view's name: of its tables, its configuration and its consumer group. */
    String name();

    /** The attribute that holds the stream's id, and is the key of the items. */
    String key();

    /** Tells whether streams of such events have an item; all events of a stream are of one kind. */
    boolean concerns(DomainEvent event);

    /**
     * The item after an event. Events of one stream come in order and each exactly once. Whatever it throws parks the event.
     * The key, the stream's {@code version} and the log {@code position} are kept by the engine.
     *
     * @param item the item as it is, empty before the stream's first event
     */
    Map<String, AttributeValue> apply(Map<String, AttributeValue> item, ViewEvent event);
}
