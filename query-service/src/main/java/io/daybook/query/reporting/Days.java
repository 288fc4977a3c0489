package io.daybook.query.reporting;

import io.daybook.serviceweb.Problem;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days from one to another, both included. An end that is not given is Postgres's infinity, which {@link LocalDate#MIN} and
 * {@link LocalDate#MAX} stand for in JDBC.
 */
record Days(LocalDate from, LocalDate to) {

    /**
     * Days between two that may be left open.
     *
     * @throws Problem if the last is before the first
     */
    static Days of(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.badParameter("to", "the same day as 'from' or a later one");
        }
        return new Days(from == null ? LocalDate.MIN : from, to == null ? LocalDate.MAX : to);
    }
}
