package io.daybook.projector.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock that keeps a view's rebuilds, or verifications, to one at a time, over all instances. A connection holds it. */
final class ViewGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewGuard.class);

    private static final String TRY_LOCK = """
            select pg_try_advisory_lock(hashtextextended(?, 0)) as is_done
            """;

    private static final String UNLOCK = """
            select pg_advisory_unlock(hashtextextended(?, 0)) as is_done
            """;

    private final String name;
    private final Connection connection;

    private ViewGuard(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    /** Takes the lock of the view's rebuilds; nothing if another has it. */
    static Optional<ViewGuard> ofRebuild(String view, DataSource dataSource) throws SQLException {
        return tryTake("daybook rebuild of " + view, dataSource);
    }

    /** Takes the lock of the view's verifications; nothing if another has it. */
    static Optional<ViewGuard> ofVerification(String view, DataSource dataSource) throws SQLException {
        return tryTake("daybook verification of " + view, dataSource);
    }

    private static Optional<ViewGuard> tryTake(String name, DataSource dataSource) throws SQLException {
        var guard = new ViewGuard(name, dataSource.getConnection());
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
            statement.setString(1, name);
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
            LOG.atWarn().addKeyValue("lock", name).setCause(e).log("The lock went with its connection.");
        }
    }
}
