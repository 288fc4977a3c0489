package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.reporting.CsvReports.Statements;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Accounts at rest. */
@Component
class DormantAccounts {

    private static final String BY_VALUE = """
            select account_id, product_code, currency, balance, opened_on, quiet_since_value as quiet_since
            from   accounts
            where  not is_closed
            and    quiet_since_value < :since
            and    (quiet_since_value, account_id) > (:afterDay, :afterAccount)
            order  by quiet_since_value, account_id
            limit  :rows
            """;

    private static final String BY_BOOKING = """
            select account_id, product_code, currency, balance, opened_on, quiet_since_booking as quiet_since
            from   accounts
            where  not is_closed
            and    quiet_since_booking < :since
            and    (quiet_since_booking, account_id) > (:afterDay, :afterAccount)
            order  by quiet_since_booking, account_id
            limit  :rows
            """;

    private static final String COUNT_BY_VALUE = """
            select count(*)
            from (
                select
                from   accounts
                where  not is_closed
                and    quiet_since_value < :since
                limit  :rows) counted
            """;

    private static final String COUNT_BY_BOOKING = """
            select count(*)
            from (
                select
                from   accounts
                where  not is_closed
                and    quiet_since_booking < :since
                limit  :rows) counted
            """;

    private final ReadDatabase database;

    DormantAccounts(@Qualifier(ReportingGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** An account's place in the order. */
    record Place(LocalDate quietSince, UUID accountId) {

        /** Before all of them. */
        static final Place FIRST = new Place(LocalDate.MIN, new UUID(0, 0));
    }

    /** Up to so many accounts after a place that have been quiet since before a day, the longest first. */
    List<DormantAccount> after(Place place, LocalDate since, Axis by, int rows) {
        return bound(by == Axis.VALUE ? BY_VALUE : BY_BOOKING, place, since, rows)
                .query((row, rowNumber) -> DormantAccount.of(row))
                .list();
    }

    /** What reads up to so many of all accounts that have been quiet since before a day, the longest first. */
    Statements all(LocalDate since, Axis by, int rows) {
        return switch (by) {
            case VALUE ->
                new Statements(
                        bound(COUNT_BY_VALUE, Place.FIRST, since, rows), bound(BY_VALUE, Place.FIRST, since, rows));
            case BOOKING ->
                new Statements(
                        bound(COUNT_BY_BOOKING, Place.FIRST, since, rows), bound(BY_BOOKING, Place.FIRST, since, rows));
        };
    }

    private StatementSpec bound(String sql, Place place, LocalDate since, int rows) {
        return database.jdbc()
                .sql(sql)
                .param("since", since)
                .param("afterDay", place.quietSince())
                .param("afterAccount", place.accountId())
                .param("rows", rows);
    }
}
