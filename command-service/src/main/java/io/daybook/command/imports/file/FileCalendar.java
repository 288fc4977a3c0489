package io.daybook.command.imports.file;

import java.time.Year;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calendar that the dates of a file are of.
 *
 * <p>Banks that reckon by 30/360 have a 29th and a 30th of February every year, and write them as value dates. Either stands for
 * the month's last day. All other days that do not exist, the 31st of February among them, do not exist there either.
 */
final class FileCalendar {

    private static final Pattern LATE_FEBRUARY = Pattern.compile("(\\d{4})-02-(?:29|30)");

    private final boolean hasMonthsOfThirtyDays;

    FileCalendar(Set<ImportOption> options) {
        this.hasMonthsOfThirtyDays = options.contains(ImportOption.THIRTY_360);
    }

    /** Tells whether there are days in it that are none elsewhere. */
    boolean hasMonthsOfThirtyDays() {
        return hasMonthsOfThirtyDays;
    }

    /** The day that a date of the file stands for; a text that is no such date is returned as it is. */
    String day(String date) {
        if (!hasMonthsOfThirtyDays) {
            return date;
        }
        Matcher february = LATE_FEBRUARY.matcher(date);
        return february.matches()
                ? Year.parse(february.group(1)).atMonth(2).atEndOfMonth().toString()
                : date;
    }
}
