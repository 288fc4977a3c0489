package io.daybook.projector.engine.postgres;

import io.daybook.events.RecordedEvent;
import io.daybook.projector.engine.sql.Unnest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the streams in one batch: as the view has them, and as it will have them once the batch is in.
 *
 * <p>Kafka keeps a stream in order only within a partition, and a topic may get more partitions, or be made anew with another
 * number of them. Versions tell in any case which event is the next.
 */
final class StreamVersions {

    private static final String READ = """
            select stream_id,
                   version
            from streams
            where stream_id = any (?::uuid[])
            """;

    private static final String READ_WHOLE = """
            select is_whole
            from generation
            """;

    private static final String INSERT = """
            insert into streams (stream_id, version)
            select *
            from unnest(?::uuid[], ?::bigint[])
            on conflict (stream_id) do nothing
            """;

    private static final String UPDATE = """
            update streams
            set version = new.version
            from unnest(?::uuid[], ?::bigint[], ?::bigint[]) as new (stream_id, previous, version)
            where streams.stream_id = new.stream_id
              and streams.version = new.previous
            """;

    private final Map<UUID, Long> before;
    private final Map<UUID, Long> now;
    private final boolean isWhole;

    private StreamVersions(Map<UUID, Long> before, boolean isWhole) {
        this.before = before;
        this.now = new HashMap<>(before);
        this.isWhole = isWhole;
    }

    /** Another instance has moved a stream of this batch meanwhile; the batch is to be tried again. */
    static final class Moved extends SQLException {
        private static final long serialVersionUID = 1L;
        private static final String SERIALIZATION_FAILURE = "40001";

        Moved() {
            super("Another instance has moved a stream of this batch.", SERIALIZATION_FAILURE);
        }
    }

    static StreamVersions read(Connection connection, Collection<UUID> streamIds) throws SQLException {
        var versions = new HashMap<UUID, Long>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(1, connection.createArrayOf("uuid", streamIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    versions.put(rows.getObject("stream_id", UUID.class), rows.getLong("version"));
                }
            }
        }
        boolean isWhole = versions.size() == streamIds.size() || isWhole(connection);
        return new StreamVersions(versions, isWhole);
    }

    private static boolean isWhole(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ_WHOLE);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean("is_whole");
        }
    }

    /**
     * Tells whether the event is not in the view yet.
     *
     * @param position position to which the view has come in the event's partition; decides where the stream is not known
     */
    boolean isNew(RecordedEvent event, long position) {
        Long version = now.get(event.streamId());
        return version == null ? isWhole || event.position() > position : event.streamVersion() > version;
    }

    /** Tells whether the event is the next of its stream. */
    boolean isNext(RecordedEvent event) {
        Long version = now.get(event.streamId());
        return version == null ? !isWhole || event.streamVersion() == 1 : event.streamVersion() == version + 1;
    }

    /** The version that the view has of the stream, 0 if it has none. */
    long of(UUID streamId) {
        return now.getOrDefault(streamId, 0L);
    }

    void advance(RecordedEvent event) {
        now.put(event.streamId(), event.streamVersion());
    }

    /** Takes a stream back to before an event that could not be applied. */
    void stopBefore(RecordedEvent event) {
        @Nullable Long previous = before.get(event.streamId());
        if (event.streamVersion() > 1 && (previous == null || event.streamVersion() - 1 > previous)) {
            now.put(event.streamId(), event.streamVersion() - 1);
        } else if (previous == null) {
            now.remove(event.streamId());
        } else {
            now.put(event.streamId(), previous);
        }
    }

    /**
     * Writes the versions as they are now.
     *
     * @throws Moved if another instance has moved one of them
     */
    void save(Connection connection) throws SQLException {
        List<Map.Entry<UUID, Long>> moved = now.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .toList();
        List<Map.Entry<UUID, Long>> added = moved.stream()
                .filter(entry -> !before.containsKey(entry.getKey()))
                .toList();
        List<Map.Entry<UUID, Long>> updated = moved.stream()
                .filter(entry -> before.containsKey(entry.getKey()))
                .toList();
        try (var rows = Unnest.into(connection, INSERT, added)) {
            check(rows.column("uuid", Map.Entry::getKey).column("bigint", Map.Entry::getValue), added.size());
        }
        try (var rows = Unnest.into(connection, UPDATE, updated)) {
            check(
                    rows.column("uuid", Map.Entry::getKey)
                            .column("bigint", entry -> before.get(entry.getKey()))
                            .column("bigint", Map.Entry::getValue),
                    updated.size());
        }
    }

    private static void check(Unnest<?> rows, int expected) throws SQLException {
        if (expected > 0 && rows.statement().executeUpdate() != expected) {
            throw new Moved();
        }
    }
}
