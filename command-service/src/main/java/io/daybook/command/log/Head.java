package io.daybook.command.log;

import io.daybook.events.Hash;
import java.time.Instant;

/**
 * The end of the log.
 *
 * @param position the position of the last event, 0 for an empty log
 * @param hash the hash of the last event
 * @param recordedAt time when it was recorded
 */
record Head(long position, Hash hash, Instant recordedAt) {}
