package io.daybook.command.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verification of the whole hash chain and of all signed heads.
 *
 * @param state present state
 * @param eventsTotal number of events that the log had when it began
 * @param eventsDone number of events that have been checked
 * @param eventsPerSecond events checked per second since it began
 * @param secondsLeft seconds that it will still take at that rate; absent unless it is running and the rate is known
 * @param headsChecked signed heads that were compared with the log
 * @param headsUnknown signed heads that no known key has signed, and that therefore say nothing
 * @param topicRead true if the heads on the topic were among them; false while it runs
 * @param actor person or program that asked for it
 * @param startedAt time when it began
 * @param finishedAt time when it ended; absent while it runs
 * @param verdict the result; absent unless it is completed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verification(
        UUID verificationId,
        State state,
        long eventsTotal,
        long eventsDone,
        long eventsPerSecond,
        @Nullable Long secondsLeft,
        long headsChecked,
        long headsUnknown,
        boolean topicRead,
        String actor,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Verdict verdict) {

    /** State of a verification. */
    enum State {
        /** An instance is running it. */
        RUNNING,
        /** It has reached the end, or the first fault. */
        COMPLETED,
        /** Somebody ended it. */
        CANCELLED,
        /** The instance that ran it has stopped; ask for another. */
        INTERRUPTED
    }

    /**
     * Result of a verification.
     *
     * @param ok true if the log is whole
     * @param finding kind of the first fault, a {@link io.daybook.events.integrity.Finding.Kind}; absent if there is none
     * @param firstPosition the first position that is concerned
     * @param untilPosition the last position at which it may have begun
     * @param detail evidence of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verdict(
            boolean ok,
            @Nullable String finding,
            @Nullable Long firstPosition,
            @Nullable Long untilPosition,
            @Nullable String detail) {}
}
