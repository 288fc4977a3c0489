package io.daybook.query.reporting;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Length of the steps of a series. */
enum Granularity {
    /** Each day. */
    DAY,
    /** Each week from Monday to Sunday (ISO 8601). */
    WEEK,
    /** Each calendar month. */
    MONTH;

    /**
     * The steps that the days fall into, the first and the last cut to them.
     *
     * @param max largest number that is made
     */
    List<Days> of(Days days, int max) {
        var steps = new ArrayList<Days>();
        LocalDate first = days.from();
        while (!first.isAfter(days.to()) && steps.size() < max) {
            LocalDate last = last(first);
            steps.add(new Days(first, last.isAfter(days.to()) ? days.to() : last));
            first = last.plusDays(1);
        }
        return steps;
    }

    private LocalDate last(LocalDate first) {
        return switch (this) {
            case DAY -> first;
            case WEEK -> first.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
            case MONTH -> first.with(TemporalAdjusters.lastDayOfMonth());
        };
    }
}
