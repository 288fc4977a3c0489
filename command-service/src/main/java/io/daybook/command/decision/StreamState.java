package io.daybook.command.decision;

/** State of a stream after its events. Immutable. */
public interface StreamState {

    /** The state after one more event of the stream. */
    StreamState evolve(AppliedEvent applied);
}
