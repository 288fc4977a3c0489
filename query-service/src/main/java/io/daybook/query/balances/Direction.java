package io.daybook.query.balances;

import java.util.Locale;

/** Which end of a statement comes first. */
enum Direction {
    /** The oldest line first. */
    ASC,
    /** The newest line first. */
    DESC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
