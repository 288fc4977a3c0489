package io.daybook.projector.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Waits until no answer is under way that began before now. A reader's transaction of several statements sees one state
 * throughout; one that had begun before a generation got its last events would, after the swap, not find them there, and so go
 * back in time. Nobody is cut off, and whoever comes later waits for nothing.
 */
final class ReaderDrain {

    private static final Duration LOOK_PAUSE = Duration.ofMillis(5);

    private static final String UNDER_WAY = """
            select virtualxid
            from pg_locks
            join pg_stat_activity on pg_stat_activity.pid = pg_locks.pid
            where pg_locks.locktype = 'virtualxid'
              and pg_stat_activity.datname = current_database()
              and pg_stat_activity.usename = ?
            """;

    private static final String STILL_UNDER_WAY = """
            select virtualxid
            from pg_locks
            where locktype = 'virtualxid'
              and virtualxid = any (?::text[])
            """;

    private ReaderDrain() {}

    /** Tells whether all of the role's transactions that are under way now have ended within that time. */
    static boolean isDrainedWithin(Duration time, Connection connection, String role)
            throws SQLException, InterruptedException {
        List<String> left;
        try (PreparedStatement statement = connection.prepareStatement(UNDER_WAY)) {
            statement.setString(1, role);
            left = transactions(statement);
        }
        long endNanos = System.nanoTime() + time.toNanos();
        while (!left.isEmpty() && System.nanoTime() < endNanos) {
            TimeUnit.NANOSECONDS.sleep(LOOK_PAUSE.toNanos());
            try (PreparedStatement statement = connection.prepareStatement(STILL_UNDER_WAY)) {
                statement.setArray(1, connection.createArrayOf("text", left.toArray()));
                left = transactions(statement);
            }
        }
        return left.isEmpty();
    }

    private static List<String> transactions(PreparedStatement statement) throws SQLException {
        var transactions = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                transactions.add(rows.getString("virtualxid"));
            }
        }
        return transactions;
    }
}
