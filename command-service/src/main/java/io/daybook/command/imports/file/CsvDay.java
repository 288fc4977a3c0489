package io.daybook.command.imports.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A day as banks write it in files. */
final class CsvDay {

    /** Wherever days are written with dots, the day of the month comes first. */
    private static final Pattern WITH_DOTS = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");

    private static final String DAY = "(\\d{4}-\\d{2}-\\d{2})";

    /** 24:00 is none: it may be the end of the day or the beginning of the next. */
    private static final String TIME = "[T ](?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?";

    private static final Pattern WITH_LOCAL_TIME = Pattern.compile(DAY + TIME);
    private static final Pattern WITH_OFFSET = Pattern.compile(DAY + TIME + " ?(?:Z|[+-]\\d{2}:?(?:\\d{2})?)");
    private static final Pattern WITH_SLASHES = Pattern.compile("\\d{1,4}/\\d{1,2}/\\d{1,4}");
    private static final int ISO_CHARS = 10;

    private CsvDay() {}

    /** The day as {@code yyyy-MM-dd}, which need not exist; what is written if it cannot be read, or in more than one way. */
    static String of(String written) {
        if (written.length() == ISO_CHARS && written.charAt(4) == '-') {
            return written;
        }
        Matcher dots = WITH_DOTS.matcher(written);
        if (dots.matches()) {
            return dots.group(3) + "-" + twoDigits(dots.group(2)) + "-" + twoDigits(dots.group(1));
        }
        Matcher local = WITH_LOCAL_TIME.matcher(written);
        return local.matches() ? local.group(1) : written;
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    /** The form that a day must have that could not be read, as the end of a sentence. */
    static String expected(String written, String otherwise) {
        if (WITH_OFFSET.matcher(written).matches()) {
            return "a day and no moment: which day that moment is on depends on where one is. Write the day alone, "
                    + "such as 2026-01-31";
        }
        if (WITH_SLASHES.matcher(written).matches()) {
            return "written as 2026-01-31 or 31.01.2026: with slashes it may be another day";
        }
        return otherwise;
    }
}
