package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.sql.RecordTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The checkpoints in a view's database. */
final class CheckpointStore {

    private static final RecordTable<Checkpoint> CHECKPOINTS = RecordTable.of("checkpoints", Checkpoint.class);

    private static final String READ = CHECKPOINTS.select("");

    private static final String LOCK = CHECKPOINTS.select("""
            where partition = any (?::int[])
            order by partition
            for update
            """);

    /** All checkpoints, by partition. */
    Map<Integer, Checkpoint> read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            return checkpoints(statement);
        }
    }

    /** The checkpoints of these partitions, which nobody else can move until the transaction ends. */
    Map<Integer, Checkpoint> lock(Connection connection, Collection<Integer> partitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, connection.createArrayOf("integer", partitions.toArray()));
            return checkpoints(statement);
        }
    }

    /** Makes checkpoints where there are none yet, so that there is always a row to lock. */
    void create(Connection connection, Collection<Checkpoint> checkpoints) throws SQLException {
        CHECKPOINTS.insertMissing(connection, checkpoints);
    }

    /** Moves checkpoints that this transaction has locked. */
    void save(Connection connection, Collection<Checkpoint> checkpoints) throws SQLException {
        CHECKPOINTS.upsert(connection, checkpoints);
    }

    private static Map<Integer, Checkpoint> checkpoints(PreparedStatement statement) throws SQLException {
        return CHECKPOINTS.rows(statement).stream()
                .collect(Collectors.toMap(Checkpoint::partition, checkpoint -> checkpoint));
    }
}
