package io.daybook.projector.engine.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The source from which a generation has the bulk of its events. */
public enum RebuildSource {
    /** The topic, from its first record. */
    @JsonProperty("topic")
    TOPIC,
    /** The log itself, in its database. What comes afterwards is taken from the topic. */
    @JsonProperty("log")
    LOG
}
