package io.daybook.command.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verification of the whole hash chain and of all signed heads.
 *
 * @param state how it stands
 * @param eventsTotal how many events the log had when it began
 * @param eventsDone how many have been checked
 * @param eventsPerSecond how many a second, since it began
 * @param secondsLeft how long it will still take at that rate; absent unless it is running and the rate is known
 * @param headsChecked signed heads that were compared with the log
 * @param headsUnknown signed heads that no known key has signed, and that therefore say nothing
 * @param topicRead whether the heads on the topic were among them; false while it runs
 * @param actor who asked for it
 * @param startedAt when
 * @param finishedAt when it ended; absent while it runs
 * @param verdict what was found; absent unless it is completed
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
     * @param ok whether the log is whole
     * @param finding what the first fault looks like, a {@link io.daybook.events.integrity.Finding.Kind}; absent if there is none
     * @param firstPosition the first position that is concerned
     * @param untilPosition the last position at which it may have begun
     * @param detail how that shows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verdict(
            boolean ok,
            @Nullable String finding,
            @Nullable Long firstPosition,
            @Nullable Long untilPosition,
            @Nullable String detail) {}
}
