package io.daybook.projector.engine.verification;

/** Outcome of a view's verification. */
public enum VerdictState {
    /** The generation that serves has not been verified to the end yet. */
    NEVER,
    /** This instance is at it. */
    RUNNING,
    /** The view says what the log says. */
    EQUAL,
    /** It does not. */
    DIFFERENT
}
