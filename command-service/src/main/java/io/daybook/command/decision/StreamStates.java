package io.daybook.command.decision;

import java.util.Optional;
import java.util.UUID;

/** The present states of the streams that a command named. */
@FunctionalInterface
public interface StreamStates {

    /** The state of a stream, or nothing if the stream has no event yet. */
    Optional<StreamState> find(UUID streamId);

    /** The state of a stream if it exists and is of that kind. */
    default <S extends StreamState> Optional<S> find(UUID streamId, Class<S> kind) {
        return find(streamId).filter(kind::isInstance).map(kind::cast);
    }
}
