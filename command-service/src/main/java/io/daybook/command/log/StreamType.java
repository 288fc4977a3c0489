package io.daybook.command.log;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.StreamState;
import java.util.Optional;

/** Type of streams: lets the log fold them into states, and keep snapshots of these. */
public interface StreamType {

    /** Tells whether a stream that begins with that event is of this type. */
    boolean isBegunBy(AppliedEvent first);

    /** The state after a stream's first event. */
    StreamState begin(AppliedEvent first);

    /** Writes a state down, if it is of this domain. */
    Optional<Snapshot> snapshot(StreamState state);

    /** Reads a state again, or nothing if it was written in a shape that is not read here; it is folded anew then. */
    Optional<StreamState> restore(Snapshot snapshot);

    /**
     * A state, written down.
     *
     * @param shape names the kind of state and the version of its shape
     * @param state the JSON text
     */
    record Snapshot(String shape, String state) {}
}
