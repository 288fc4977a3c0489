package io.daybook.serviceweb;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads days, instants and identifiers, each from the one form that it is written in. What is written otherwise may have been meant
 * otherwise, so it is refused wherever it stands: in a body, in a line of a file, in a parameter.
 */
public final class ExactText {

    /** Form of a day, as the end of a sentence that begins "must be". */
    static final String DAY = "a date such as 2026-01-31";
    /** Form of an instant, likewise. */
    static final String INSTANT =
            "an instant with its offset from UTC, such as 2026-01-31T12:00:00Z or 2026-01-31T13:00:00+01:00";
    /** Form of a UUID, likewise. */
    static final String UUID_FORM = "a UUID such as 01980000-0000-7000-8000-000000000000";

    private static final String DAY_PATTERN = "yyyy-MM-dd";
    private static final int MONTH_AT = 5;
    private static final int DAY_AT = 8;

    /** As RFC 3339 has it. */
    private static final Pattern INSTANT_PATTERN =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    /** {@link UUID#fromString} would also read {@code 1-1-1-1-1}. */
    private static final Pattern UUID_PATTERN =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private ExactText() {}

    /**
     * A day, written {@code yyyy-MM-dd}.
     *
     * @throws InvalidTextException if the text is none
     */
    public static LocalDate day(String text) {
        if (!isOfDayPattern(text)) {
            throw new InvalidTextException(DAY);
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(text, 0, MONTH_AT - 1, 10),
                    Integer.parseInt(text, MONTH_AT, DAY_AT - 1, 10),
                    Integer.parseInt(text, DAY_AT, DAY_PATTERN.length(), 10));
        } catch (DateTimeException e) {
            throw new InvalidTextException("a day of the calendar: %s is not a day".formatted(text));
        }
    }

    /** By hand: files have millions of days. */
    private static boolean isOfDayPattern(String text) {
        if (text.length() != DAY_PATTERN.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean fits = DAY_PATTERN.charAt(i) == '-' ? letter == '-' : letter >= '0' && letter <= '9';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /**
     * An instant, written as a day, a time of day with seconds, and the offset from UTC (RFC 3339).
     *
     * @throws InvalidTextException if the text is none
     */
    public static Instant instant(String text) {
        if (!INSTANT_PATTERN.matcher(text).matches()) {
            throw new InvalidTextException(INSTANT);
        }
        LocalDate day = day(text.substring(0, DAY_PATTERN.length()));
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidTextException(
                    "an instant that there is: %s has no such time of day, or there is no such offset".formatted(day));
        }
    }

    /**
     * A UUID in its form of 36 characters.
     *
     * @throws InvalidTextException if the text is none
     */
    public static UUID uuid(String text) {
        if (!isUuid(text)) {
            throw new InvalidTextException(UUID_FORM);
        }
        return UUID.fromString(text);
    }

    /** Tells whether a text is a UUID in its form of 36 characters. */
    public static boolean isUuid(String text) {
        return UUID_PATTERN.matcher(text).matches();
    }
}
