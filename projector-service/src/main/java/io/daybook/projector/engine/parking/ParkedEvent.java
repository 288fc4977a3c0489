package io.daybook.projector.engine.parking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parked event as operators see it. What its envelope does not tell is null.
 *
 * @param streamId its stream; where the envelope cannot be read, the record's key, or else zero
 * @param streamVersion its place in the stream
 * @param position its place in the log
 * @param eventId its id
 * @param type its type
 * @param error reason why it cannot be applied; null if it only waits for an event before it
 * @param parkedAt since when
 * @param waitingBehind number of later events of its stream that wait
 * @param number its place in the order in which events were parked
 */
public record ParkedEvent(
        UUID streamId,
        @Nullable Long streamVersion,
        @Nullable Long position,
        @Nullable String eventId,
        @Nullable String type,
        @Nullable String error,
        Instant parkedAt,
        long waitingBehind,
        long number) {}
