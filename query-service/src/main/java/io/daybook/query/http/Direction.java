package io.daybook.query.http;

import java.util.Locale;

/** Which end of a list comes first. */
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
