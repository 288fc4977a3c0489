package io.daybook.command.relay;

import io.daybook.events.MacRange;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Progress of publishing the log, whichever instance relays.
 *
 * @param head the position of the log's last event
 * @param published up to where the log has been published
 * @param macs the part of the topic that has MACs; null if its last record has none
 * @param oldestWaitingAt time when the first event that has not been published was recorded; null if there is none
 */
record RelayProgress(
        long head,
        long published,
        @Nullable MacRange macs,
        @Nullable Instant oldestWaitingAt) {

    private static final double MILLIS_PER_SECOND = 1_000;

    long lagEvents() {
        return Math.max(0, head - published);
    }

    /** Waiting time of the oldest event that has not been published, 0 if there is none. */
    double lagSeconds(Instant now) {
        return Optional.ofNullable(oldestWaitingAt)
                .map(since -> Math.max(0, now.toEpochMilli() - since.toEpochMilli()) / MILLIS_PER_SECOND)
                .orElse(0.0);
    }
}
