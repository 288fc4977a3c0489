package io.daybook.query.balances.history;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Days from one to another, both included. An end that is not given is Postgres's infinity, which
 * {@link LocalDate#MIN}, {@link OffsetDateTime#MAX} and so on stand for in JDBC.
 */
public record DateRange(LocalDate from, LocalDate to) {

    public static DateRange of(@Nullable LocalDate from, @Nullable LocalDate to) {
        return new DateRange(from == null ? LocalDate.MIN : from, to == null ? LocalDate.MAX : to);
    }

    /** Beginning of the first day. */
    public OffsetDateTime begin(ZoneId zone) {
        return from.equals(LocalDate.MIN)
                ? OffsetDateTime.MIN
                : from.atStartOfDay(zone).toOffsetDateTime();
    }

    /** Beginning of the day after the last. */
    public OffsetDateTime end(ZoneId zone) {
        return to.equals(LocalDate.MAX)
                ? OffsetDateTime.MAX
                : to.plusDays(1).atStartOfDay(zone).toOffsetDateTime();
    }

    /** The day before the first. */
    public LocalDate eve() {
        return from.equals(LocalDate.MIN) ? from : from.minusDays(1);
    }
}
