package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.projection.Checkpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * While it is open, no batch gets into the generation that serves: all consumers of the view, on every instance, wait at its
 * checkpoints. Readers do not notice. To be kept short.
 */
final class CheckpointLock implements AutoCloseable {

    private static final String TAKE = """
            set local lock_timeout to '10s';
            lock table checkpoints in exclusive mode
            """;

    private final Connection connection;
    private final CheckpointStore store = new CheckpointStore();

    private CheckpointLock(Connection connection) {
        this.connection = connection;
    }

    /** Takes the lock, once the batches under way are through. The connection is closed with it. */
    static CheckpointLock take(Connection connection, String view) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Generations.lookInto(connection, view);
            statement.execute(TAKE);
            return new CheckpointLock(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Checkpoints of the generation that serves, which stay as long as this is open. */
    Map<Integer, Checkpoint> checkpoints() throws SQLException {
        return store.read(connection);
    }

    /** Lets go; what was not committed did not happen. */
    @Override
    public void close() throws SQLException {
        try {
            connection.rollback();
        } finally {
            connection.close();
        }
    }
}
