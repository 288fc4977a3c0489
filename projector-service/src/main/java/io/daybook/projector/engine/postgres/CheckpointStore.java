package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.sql.Unnest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The checkpoints in a view's database. */
final class CheckpointStore {

    private static final String READ = """
            select partition,
                   topic_id,
                   next_offset,
                   position
            from checkpoints
            """;

    private static final String LOCK = """
            select partition,
                   topic_id,
                   next_offset,
                   position
            from checkpoints
            where partition = any (?::int[])
            order by partition
            for update
            """;

    private static final String CREATE = """
            insert into checkpoints (partition, topic_id, next_offset, position)
            select partition,
                   topic_id,
                   next_offset,
                   position
            from unnest(?::int[], ?::text[], ?::bigint[], ?::bigint[])
              as new (partition, topic_id, next_offset, position)
            on conflict (partition) do nothing
            """;

    private static final String SAVE = """
            insert into checkpoints (partition, topic_id, next_offset, position)
            select partition,
                   topic_id,
                   next_offset,
                   position
            from unnest(?::int[], ?::text[], ?::bigint[], ?::bigint[])
              as new (partition, topic_id, next_offset, position)
            on conflict (partition) do update
            set topic_id    = excluded.topic_id,
                next_offset = excluded.next_offset,
                position    = excluded.position
            """;

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
        write(connection, CREATE, checkpoints);
    }

    /** Moves checkpoints that this transaction has locked. */
    void save(Connection connection, Collection<Checkpoint> checkpoints) throws SQLException {
        write(connection, SAVE, checkpoints);
    }

    private static void write(Connection connection, String sql, Collection<Checkpoint> checkpoints)
            throws SQLException {
        try (var rows = Unnest.into(connection, sql, checkpoints)) {
            rows.column("integer", Checkpoint::partition)
                    .column("text", Checkpoint::topicId)
                    .column("bigint", Checkpoint::nextOffset)
                    .column("bigint", Checkpoint::position)
                    .execute();
        }
    }

    private static Map<Integer, Checkpoint> checkpoints(PreparedStatement statement) throws SQLException {
        var checkpoints = new HashMap<Integer, Checkpoint>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                var checkpoint = new Checkpoint(rows.getInt(1), rows.getString(2), rows.getLong(3), rows.getLong(4));
                checkpoints.put(checkpoint.partition(), checkpoint);
            }
        }
        return checkpoints;
    }
}
