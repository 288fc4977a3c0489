package io.daybook.query.reporting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Date by which a report assigns movements to days. */
enum DateBasis {
    /** The value date: late entries and reversals restate past days. */
    VALUE,
    /** The day of recording in the bank's zone: past days stay as they are. */
    BOOKING;

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
