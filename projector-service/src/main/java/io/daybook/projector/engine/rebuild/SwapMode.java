package io.daybook.projector.engine.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Condition on which a generation that has been built up takes over. */
public enum SwapMode {
    /** If it says the same as the one that serves. */
    @JsonProperty("ifEqual")
    IF_EQUAL,
    /** Even if it says something else, as a new version of the view may. */
    @JsonProperty("always")
    ALWAYS,
    /** No: it stays beside the one that serves. */
    @JsonProperty("never")
    NEVER
}
