package io.daybook.command.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The states of the streams used last, all as of one position of the log. Used by the appender's thread only.
 *
 * <p>A stream that is not in here is unknown, not empty; one that is known to be empty is in here with version 0.
 */
final class StreamCache {

    private final Map<UUID, VersionedState> states;
    private long position;

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

    @Nullable
    VersionedState find(UUID streamId) {
        return states.get(streamId);
    }

    /** Takes over what a commit has changed. */
    void advance(long toPosition, Map<UUID, VersionedState> changed) {
        states.putAll(changed);
        position = toPosition;
    }

    /** Forgets everything; what is asked for next is loaded as of that position. */
    void restartAt(long newPosition) {
        states.clear();
        position = newPosition;
    }
}
