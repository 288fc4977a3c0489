package io.daybook.command.decision;

import io.daybook.events.DomainEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The present states of the streams that a command named, what came of the events that it named, and its customers' accounts. */
public interface StreamStates {

    /** The state of a stream, or nothing if the stream has no event yet. */
    Optional<StreamState> find(UUID streamId);

    /** The events that were recorded with that event as their cause, oldest first. */
    List<DomainEvent> causedBy(UUID eventId);

    /** All accounts of a customer whom the command named, closed ones included. */
    List<CustomerAccount> accountsOf(String customerId);

    /** The state of a stream if it exists and is of that kind. */
    default <S extends StreamState> Optional<S> find(UUID streamId, Class<S> kind) {
        return find(streamId).filter(kind::isInstance).map(kind::cast);
    }
}
