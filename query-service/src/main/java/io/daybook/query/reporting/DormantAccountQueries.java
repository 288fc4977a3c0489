package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.reporting.CsvReports.ReportStatements;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Dormant accounts. */
@Component
class DormantAccountQueries {

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

    DormantAccountQueries(@Qualifier(ReportingGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** Cursor position in a list of dormant accounts. */
    record CursorPosition(LocalDate quietSince, UUID accountId) {

        /** Before all of them. */
        static final CursorPosition FIRST = new CursorPosition(LocalDate.MIN, new UUID(0, 0));
    }

    /** Up to so many accounts after a cursor position that have been quiet since before a day, the longest first. */
    List<DormantAccount> after(CursorPosition start, LocalDate since, DateBasis by, int rows) {
        return bound(by == DateBasis.VALUE ? BY_VALUE : BY_BOOKING, start, since, rows)
                .query((row, rowNumber) -> DormantAccount.of(row))
                .list();
    }

    /** Statements that read up to so many accounts that have been quiet since before a day, the longest first. */
    ReportStatements all(LocalDate since, DateBasis by, int rows) {
        return switch (by) {
            case VALUE ->
                new ReportStatements(
                        bound(COUNT_BY_VALUE, CursorPosition.FIRST, since, rows),
                        bound(BY_VALUE, CursorPosition.FIRST, since, rows));
            case BOOKING ->
                new ReportStatements(
                        bound(COUNT_BY_BOOKING, CursorPosition.FIRST, since, rows),
                        bound(BY_BOOKING, CursorPosition.FIRST, since, rows));
        };
    }

    private StatementSpec bound(String sql, CursorPosition start, LocalDate since, int rows) {
        return database.jdbc()
                .sql(sql)
                .param("since", since)
                .param("afterDay", start.quietSince())
                .param("afterAccount", start.accountId())
                .param("rows", rows);
    }
}
