package io.daybook.command.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The log published again from a position on.
 *
 * @param state present state
 * @param fromPosition the first position that is published again
 * @param toPosition the last; while it runs, that is where the log has been published up to
 * @param position up to where it has come
 * @param actor person or program that asked for it; the relay itself does when the topic is missing
 * @param reason reason, if given
 * @param requestedAt time of the request
 * @param finishedAt time when it ended; absent while it runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Replay(
        State state,
        long fromPosition,
        long toPosition,
        long position,
        String actor,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant finishedAt) {

    /** State of a replay. */
    enum State {
        /** The active relay is at it, or will be as soon as there is one. */
        RUNNING,
        /** Everything up to the end of what had been published was published again. */
        COMPLETED,
        /** Somebody ended it; what follows its position was not published again. */
        CANCELLED
    }
}
