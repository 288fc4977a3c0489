package io.daybook.command.decision;

/** What a stream's events amount to. Immutable. */
public interface StreamState {

    /** The state after one more event of the stream. */
    StreamState evolve(AppliedEvent fact);
}
