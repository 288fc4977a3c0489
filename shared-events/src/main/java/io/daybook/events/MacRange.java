package io.daybook.events;

import java.util.List;

/**
 * The part of the topic whose records all have a MAC, as the relay says it with each record. Readers that require MACs can fill
 * a view from the topic if it begins with the first event and they know all its keys.
 *
 * @param from the first position from which on every event of the log is in the topic with a MAC
 * @param keys the ids of the keys of those MACs
 */
public record MacRange(long from, List<String> keys) {

    /** No record has one. */
    public static final MacRange NONE = new MacRange(0, List.of());

    public MacRange {
        keys = List.copyOf(keys);
    }

    /** Tells whether it says more than another one of the same time: it is longer, or needs fewer keys. */
    public boolean saysMoreThan(MacRange other) {
        return from < other.from || (from == other.from && keys.size() < other.keys.size());
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static MacRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("No range: " + text);
        }
        return new MacRange(
                Long.parseLong(text.substring(0, slash)),
                List.of(text.substring(slash + 1).split(",", -1)));
    }

    /** The position and the keys: {@code 1/2026,2027}. */
    @Override
    public String toString() {
        return from + "/" + String.join(",", keys);
    }
}
