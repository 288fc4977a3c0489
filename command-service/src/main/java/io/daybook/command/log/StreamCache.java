package io.daybook.command.log;

import io.daybook.events.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The states of the streams used last, all as of one event of the log. Used by the appender's thread only. The event is known by
 * its hash, which covers everything before it: a position alone may be another log's, such as that of a standby that took over
 * without the last commits.
 *
 * <p>A stream that is not in here is unknown, not empty; one that is known to be empty is in here with version 0.
 */
final class StreamCache {

    private final Map<UUID, VersionedState> states;
    private long position;
    private Hash hash = Hash.NONE;

    StreamCache(int streamsMax) {
        states = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, VersionedState> eldest) {
                return size() > streamsMax;
            }
        };
    }

    /** The log position up to which every state in here is folded. */
    long position() {
        return position;
    }

    /** Tells whether no state is known. */
    boolean isEmpty() {
        return states.isEmpty();
    }

    /** Hash of the event at that position. */
    Hash hash() {
        return hash;
    }

    @Nullable
    VersionedState find(UUID streamId) {
        return states.get(streamId);
    }

    /** Takes in states as of the present position. */
    void add(Map<UUID, VersionedState> loaded) {
        states.putAll(loaded);
    }

    /** Takes over what the events up to that one have changed. */
    void advance(long toPosition, Hash toHash, Map<UUID, VersionedState> changed) {
        states.putAll(changed);
        position = toPosition;
        hash = toHash;
    }

    /** Forgets everything; what is asked for next is loaded as of that event. */
    void restartAt(long newPosition, Hash newHash) {
        states.clear();
        position = newPosition;
        hash = newHash;
    }

    /** Forgets everything, and that anything of the log is known. */
    void clear() {
        restartAt(0, Hash.NONE);
    }
}
