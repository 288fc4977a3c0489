package io.daybook.command.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places for work under way, of which no caller gets more than a part, so that one who fills its own leaves some to others. */
public final class Places {

    private final int max;
    private final int perCallerMax;
    private final Map<Object, String> callers = new HashMap<>();

    public Places(int max, int perCallerMax) {
        this.max = max;
        this.perCallerMax = perCallerMax;
    }

    /** Reason why a caller gets no other place. */
    public enum Shortage {
        /** All places are taken. */
        OF_PLACES,
        /** The caller has as many as one may have. */
        OF_THE_CALLERS_PLACES
    }

    /**
     * Takes a place.
     *
     * @param work names what the place is for
     * @return null if it was taken, otherwise why not
     */
    public synchronized @Nullable Shortage take(Object work, String caller) {
        if (callers.size() >= max) {
            return Shortage.OF_PLACES;
        }
        if (callers.values().stream().filter(caller::equals).count() >= perCallerMax) {
            return Shortage.OF_THE_CALLERS_PLACES;
        }
        callers.put(work, caller);
        return null;
    }

    /** Counts work that is there already, whoever it is of. */
    public synchronized void add(Object work, String caller) {
        callers.put(work, caller);
    }

    /** Gives a place back. */
    public synchronized void release(Object work) {
        callers.remove(work);
    }

    /** The number of places that are taken. */
    public synchronized int taken() {
        return callers.size();
    }
}
