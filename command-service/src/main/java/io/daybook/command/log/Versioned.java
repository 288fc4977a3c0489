package io.daybook.command.log;

import io.daybook.command.decision.Fact;
import io.daybook.command.decision.StreamState;
import org.jspecify.annotations.Nullable;

/**
 * A stream's state together with its version.
 *
 * @param version the version of the last event in it, 0 for a stream without events
 * @param state the state, null exactly if the version is 0
 */
record Versioned(long version, @Nullable StreamState state) {

    static final Versioned NOTHING = new Versioned(0, null);

    Versioned evolve(Fact fact, StreamModel model) {
        return new Versioned(version + 1, state == null ? model.begin(fact) : state.evolve(fact));
    }
}
