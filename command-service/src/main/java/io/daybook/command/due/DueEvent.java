package io.daybook.command.due;

import java.time.Duration;
import java.util.UUID;

/**
 * An event whose time has come.
 *
 * @param eventId the event
 * @param streamId the stream that it stands in
 * @param type its type
 * @param failures number of times that it could not be done
 */
public record DueEvent(UUID eventId, UUID streamId, String type, int failures) {

    private static final Duration PAUSE_MIN = Duration.ofSeconds(10);

    /** Doublings of the pause: it grows up to three quarters of an hour. */
    private static final int DOUBLINGS_MAX = 8;

    /** Pause before it is tried again after one more failure. */
    Duration pause() {
        return PAUSE_MIN.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
    }
}
