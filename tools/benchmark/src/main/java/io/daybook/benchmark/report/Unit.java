package io.daybook.benchmark.report;

import java.util.Locale;

/** Unit of a number, with the digits that are significant. */
public enum Unit {
    TIMES("%.2f"),
    MILLIS("%.1f ms"),
    SECONDS("%.1f s"),
    PER_SECOND("%,.0f/s"),
    MEGABYTES("%,.0f MB"),
    BYTES("%,.0f bytes");

    private final String format;

    Unit(String format) {
        this.format = format;
    }

    public String text(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
