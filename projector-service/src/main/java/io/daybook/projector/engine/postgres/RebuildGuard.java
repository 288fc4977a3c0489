package io.daybook.projector.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock that keeps a view's rebuilds to one at a time, over all instances of the service. A connection holds it. */
final class RebuildGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildGuard.class);

    private static final String TRY_LOCK = """
            select pg_try_advisory_lock(hashtextextended('daybook rebuild of ' || ?, 0)) as is_done
            """;

    private static final String UNLOCK = """
            select pg_advisory_unlock(hashtextextended('daybook rebuild of ' || ?, 0)) as is_done
            """;

    private final String view;
    private final Connection connection;

    private RebuildGuard(String view, Connection connection) {
        this.view = view;
        this.connection = connection;
    }

    /** Takes the lock; nothing if another has it. */
    static Optional<RebuildGuard> tryTake(String view, DataSource dataSource) throws SQLException {
        var guard = new RebuildGuard(view, dataSource.getConnection());
        boolean isTaken = false;
        try {
            isTaken = guard.isTrue(TRY_LOCK);
        } finally {
            if (!isTaken) {
                guard.connection.close();
            }
        }
        return isTaken ? Optional.of(guard) : Optional.empty();
    }

    private boolean isTrue(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, view);
            boolean answer;
            try (ResultSet row = statement.executeQuery()) {
                answer = row.next() && row.getBoolean("is_done");
            }
            // The lock is the session's; its transaction must not stay open and hold vacuum up.
            connection.commit();
            return answer;
        }
    }

    /** Gives the lock up. */
    @Override
    public void close() {
        try (connection) {
            boolean unused = isTrue(UNLOCK);
        } catch (SQLException e) {
            LOG.atWarn().addKeyValue("view", view).setCause(e).log("The rebuild's lock went with its connection.");
        }
    }
}
