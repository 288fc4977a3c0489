package io.daybook.benchmark.database;

import io.daybook.localstack.PostgresServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/** A log's database, as its server's owner sees it. */
public final class EventLog {

    /** The value date of the first deposit that {@link #depositOverYears} adds. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2016, 1, 1);

    /** Number of days over which its deposits are spread. */
    public static final int DAYS = 3650;

    private static final String HEAD = """
            select position
            from   log_head
            """;

    private static final String SUMS_OF_DAY = """
            select count(*)
            from   events
            where  type = 'ActCounted'
            """;

    private static final String UNPUBLISHED = """
            select log_head.position - relay_checkpoint.position
            from   log_head
            cross  join relay_checkpoint
            """;

    private static final String COPY = """
            create table events_for_inserts (like events including all);
            create sequence positions_for_inserts;
            alter table events_for_inserts owner to daybook_log_owner;
            alter sequence positions_for_inserts owner to daybook_log_owner;
            """;

    /**
     * A row like the last deposit's, into its place in the log and in a stream that are new each time. What the service makes
     * up itself is made up here, too; what it computes, such as the hash, is the same each time.
     */
    private static final String INSERT = """
            select format($script$\\set account random(1, 1000)
            insert into events_for_inserts (
                position, stream_id, stream_version, event_id, type, schema_version, payload, effective_date,
                recorded_at, actor, reason, purpose, correlation_id, causation_id, metadata, hash)
            values (
                nextval('positions_for_inserts'),
                ('00000000-0000-4000-8000-' || lpad(:account::text, 12, '0'))::uuid,
                currval('positions_for_inserts'),
                uuidv7(),
                %L, %s, %L, %L, now(), %L, %L, %L, uuidv7(), %L, %L, %L);
            $script$, type, schema_version, payload, effective_date, actor, reason, purpose, causation_id, metadata, hash)
            from   events
            where  type = 'MoneyDeposited'
            order  by position desc
            limit  1
            """;

    private static final String LAST_DEPOSIT = """
            select *
            from   events
            where  type = 'MoneyDeposited'
            order  by position desc
            limit  1
            """;

    private static final String FIRST_OPENING = """
            select *
            from   events
            where  type = 'AccountOpened'
            order  by position
            limit  1
            """;

    /** The stream of the account with that number. */
    private static final String STREAM = "('00000000-0000-4000-8000-' || lpad((%s)::text, 12, '0'))::uuid";

    private final PostgresServer server;
    private final String database;

    public EventLog(PostgresServer server, String database) {
        this.server = server;
        this.database = database;
    }

    /** Number of events that keep sums of the day. */
    public long sumsOfDay() {
        return Long.parseLong(value(SUMS_OF_DAY));
    }

    /** The server's port. */
    public int port() {
        return URI.create(server.jdbcUrl(database).substring("jdbc:".length())).getPort();
    }

    /** The position of the last event. */
    public long head() {
        return Long.parseLong(value(HEAD));
    }

    /** Events that the relay has still to publish, as far as its checkpoint tells. */
    public long unpublished() {
        return Long.parseLong(value(UNPUBLISHED));
    }

    /** Makes a table with the columns and indexes of the log's events. */
    public void createCopyOfEventsTable() {
        execute(COPY);
    }

    /** A script for pgbench that adds a row to it. */
    public String insertScript() {
        return value(INSERT);
    }

    /**
     * Adds as many events after its last: deposits like the last one, in streams of a hundred that nobody asks for. Their hashes
     * are made up.
     */
    public void fill(long count) {
        addLike(
                LAST_DEPOSIT,
                count,
                "md5('filling ' || number / 100)::uuid",
                "mod(number, 100) + 1",
                "example.effective_date");
    }

    /** Opens accounts as the first one was opened, from one number to another. Their hashes are made up. */
    public void openAccountsLikeFirst(int fromNumber, int toNumber) {
        addLike(
                FIRST_OPENING,
                1 + toNumber - fromNumber,
                STREAM.formatted("%d + number - 1".formatted(fromNumber)),
                "1",
                "example.effective_date");
    }

    /**
     * Adds as many deposits to each of these accounts, which have been opened and paid into: like the last one, their value dates
     * spread over {@link #DAYS} days from {@link #FIRST_DAY} on, in order. Their hashes are made up.
     */
    public void depositOverYears(int fromAccount, int toAccount, int each) {
        int accounts = 1 + toAccount - fromAccount;
        long count = (long) accounts * each;
        addLike(
                LAST_DEPOSIT,
                count,
                STREAM.formatted("%d + mod(number - 1, %d)".formatted(fromAccount, accounts)),
                "3 + (number - 1) / %d".formatted(accounts),
                "date '%s' + ((number - 1) * %d / %d)::int".formatted(FIRST_DAY, DAYS, count));
    }

    /**
     * Adds events that differ from an example in what is computed from their number, which counts from 1.
     *
     * @param example a query of one event
     */
    private void addLike(String example, long count, String stream, String version, String effectiveDate) {
        execute("""
            insert into events (
                position, stream_id, stream_version, event_id, type, schema_version, payload, effective_date,
                recorded_at, actor, reason, purpose, correlation_id, causation_id, metadata, hash)
            select head.position + number,
                   %3$s,
                   %4$s,
                   uuidv7(),
                   example.type,
                   example.schema_version,
                   example.payload,
                   %5$s,
                   now(),
                   example.actor,
                   example.reason,
                   example.purpose,
                   uuidv7(),
                   null,
                   example.metadata,
                   example.hash
            from   (%1$s) as example,
                   (select position from log_head) as head,
                   generate_series(1, %2$d::bigint) as number;

            update log_head
            set    position    = position + %2$d,
                   recorded_at = now();

            analyze events;
            checkpoint;
            """.formatted(example, count, stream, version, effectiveDate));
    }

    /** The one value that a query answers, as text. */
    public String value(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new IllegalStateException("Nothing is found by:\n" + query);
            }
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements. */
    void execute(String statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.superuser(), server.superuserPassword());
    }
}
