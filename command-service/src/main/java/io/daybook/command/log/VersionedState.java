package io.daybook.command.log;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.StreamState;
import org.jspecify.annotations.Nullable;

/**
 * A stream's state together with its version.
 *
 * @param version the version of the last event in it, 0 for a stream without events
 * @param state the state, null exactly if the version is 0
 */
record VersionedState(long version, @Nullable StreamState state) {

    static final VersionedState NOTHING = new VersionedState(0, null);

    VersionedState evolve(AppliedEvent applied, StreamType streamType) {
        return new VersionedState(version + 1, state == null ? streamType.begin(applied) : state.evolve(applied));
    }
}
