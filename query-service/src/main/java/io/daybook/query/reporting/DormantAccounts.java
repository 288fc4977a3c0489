package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
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
            select page.*, count(*) over () as rows_in_all
            from (
                select account_id, product_code, currency, balance, opened_on, quiet_since_value as quiet_since
                from   accounts
                where  not is_closed
                and    quiet_since_value < :since
                and    (quiet_since_value, account_id) > (:afterDay, :afterAccount)
                order  by quiet_since_value, account_id
                limit  :rows) page
            order  by quiet_since, account_id
            """;

    private static final String BY_BOOKING = """
            select page.*, count(*) over () as rows_in_all
            from (
                select account_id, product_code, currency, balance, opened_on, quiet_since_booking as quiet_since
                from   accounts
                where  not is_closed
                and    quiet_since_booking < :since
                and    (quiet_since_booking, account_id) > (:afterDay, :afterAccount)
                order  by quiet_since_booking, account_id
                limit  :rows) page
            order  by quiet_since, account_id
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
        return statement(place, since, by, rows)
                .query((row, rowNumber) -> DormantAccount.of(row))
                .list();
    }

    /** The statement for up to so many accounts after a place that have been quiet since before a day. */
    StatementSpec statement(Place place, LocalDate since, Axis by, int rows) {
        return database.jdbc()
                .sql(by == Axis.VALUE ? BY_VALUE : BY_BOOKING)
                .param("since", since)
                .param("afterDay", place.quietSince())
                .param("afterAccount", place.accountId())
                .param("rows", rows);
    }
}
