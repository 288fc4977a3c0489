package io.daybook.campaign.check;

import io.daybook.campaign.check.views.ExpectedTables;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of the views as the read databases have them, with the columns of {@link ExpectedTables}. */
final class FoundTables {

    private static final int FETCH_SIZE_ROWS = 2_000;

    /**
     * Source of a table.
     *
     * @param name the table
     * @param view the view whose database it is in
     * @param query the rows, the key first
     */
    record Source(String name, String view, String query) {}

    static final List<Source> SOURCES = List.of(
            new Source("balances.accounts", "balances", """
                select account_id,
                       currency,
                       status,
                       balance,
                       held,
                       overdraft_limit,
                       version,
                       position
                from balances.accounts
                """),
            new Source("balances.holds", "balances", """
                select hold_id,
                       account_id,
                       amount
                from balances.holds
                """),
            new Source("balances.transactions", "balances", """
                select event_id,
                       account_id,
                       version,
                       position,
                       type,
                       amount,
                       balance,
                       day_balance,
                       effective_date,
                       counterparty,
                       reason
                from balances.transactions
                """),
            new Source("balances.account_days", "balances", """
                select concat_ws(' ', account_id, effective_date),
                       first_version
                from balances.account_days
                """),
            new Source("balances.restated_days", "balances", """
                select concat_ws(' ', account_id, effective_date, version),
                       previous_balance,
                       balance,
                       event_id,
                       recorded_at
                from balances.restated_days
                """),
            new Source("audit.history", "audit", """
                select position,
                       stream_id,
                       stream_version,
                       event_id,
                       type,
                       schema_version,
                       payload::text,
                       effective_date,
                       recorded_at,
                       actor,
                       reason,
                       purpose,
                       correlation_id,
                       causation_id,
                       metadata::text,
                       encode(hash, 'hex'),
                       balance_before,
                       balance_after,
                       currency
                from audit.history
                """),
            new Source("audit.account_balances", "audit", """
                select account_id,
                       currency,
                       balance
                from audit.account_balances
                """),
            new Source("reporting.postings", "reporting", """
                select position || ' ' || ledger_account,
                       event_id,
                       operation,
                       account_id,
                       currency,
                       amount,
                       effective_date
                from reporting.postings
                """),
            new Source("reporting.accounts", "reporting", """
                select account_id,
                       currency,
                       balance
                from reporting.accounts
                """),
            new Source("reporting.daily_totals", "reporting", """
                select concat_ws(' ', axis, day, currency, operation),
                       events,
                       money_in,
                       money_out
                from reporting.daily_totals
                """),
            new Source("reporting.account_days", "reporting", """
                select concat_ws(' ', axis, day, account_id),
                       events,
                       money_in,
                       money_out
                from reporting.account_days
                """),
            new Source("reporting.ledger_days", "reporting", """
                select concat_ws(' ', axis, day, currency, ledger_account),
                       debit,
                       credit
                from reporting.ledger_days
                """),
            new Source("reporting.ledger_blocks", "reporting", """
                select concat_ws(' ', block, currency, ledger_account),
                       debit,
                       credit
                from reporting.ledger_blocks
                """));

    private FoundTables() {}

    /** Reads one. */
    static Table read(Connection connection, Source source) throws SQLException {
        connection.setAutoCommit(false);
        var table = new Table(source.name());
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE_ROWS);
            try (ResultSet rows = statement.executeQuery(source.query())) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    var values = new @Nullable Object[columns];
                    for (int i = 0; i < columns; i++) {
                        values[i] = value(rows.getObject(i + 1));
                    }
                    table.put(values);
                }
            }
        }
        return table;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Timestamp time) {
            return time.toInstant();
        }
        return value instanceof Date day ? day.toLocalDate() : value;
    }
}
