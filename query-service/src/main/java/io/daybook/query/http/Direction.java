package io.daybook.query.http;

import java.util.Locale;

/** End of a list that comes first. */
public enum Direction {
    /** The oldest first. */
    ASC,
    /** The newest first. */
    DESC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
