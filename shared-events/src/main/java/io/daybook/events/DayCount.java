package io.daybook.events;

import java.time.LocalDate;

/**
 * Day count convention, after the definitions of the International Swaps and Derivatives Association (ISDA 2006,
 * section 4.16), under which banks' day-count conventions are commonly cited.
 */
public enum DayCount {
    /** Actual days over 365, in leap years too: section 4.16(d). */
    ACT_365,
    /** Actual days over 360, usual on money markets: section 4.16(e). */
    ACT_360,
    /** Actual days over the days of the year that they lie in, 365 or 366: section 4.16(b). */
    ACT_ACT,
    /** Months of 30 days and years of 360, the 31st counting as the 30th: section 4.16(g). */
    THIRTY_E_360;

    private static final int DAYS_OF_COMMON_YEAR = 365;
    private static final int DAYS_OF_LEAP_YEAR = 366;
    private static final int DAYS_OF_BANKING_YEAR = 360;
    private static final int MONTHS_OF_YEAR = 12;
    private static final int DAYS_OF_BANKING_MONTH = 30;

    /** The days that count from one date to another, the later one not included. Adds up over stretches. */
    public long days(LocalDate from, LocalDate until) {
        return this == THIRTY_E_360 ? bankingDays(until) - bankingDays(from) : until.toEpochDay() - from.toEpochDay();
    }

    /** The days that make the year in which the date lies. */
    public int yearOf(LocalDate date) {
        return switch (this) {
            case ACT_365 -> DAYS_OF_COMMON_YEAR;
            case ACT_360, THIRTY_E_360 -> DAYS_OF_BANKING_YEAR;
            case ACT_ACT -> date.isLeapYear() ? DAYS_OF_LEAP_YEAR : DAYS_OF_COMMON_YEAR;
        };
    }

    private static long bankingDays(LocalDate date) {
        long months = (long) date.getYear() * MONTHS_OF_YEAR + date.getMonthValue();
        return months * DAYS_OF_BANKING_MONTH + Math.min(date.getDayOfMonth(), DAYS_OF_BANKING_MONTH);
    }
}
