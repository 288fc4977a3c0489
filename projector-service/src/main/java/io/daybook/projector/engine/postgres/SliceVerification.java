package io.daybook.projector.engine.postgres;

import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.topic.EventTopic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/**
 * The comparison of some streams with the log, in one snapshot of the view: each is folded from the log up to the version that
 * the view has of it. The log is read after the snapshot is taken, so that it has all that the view may have.
 */
final class SliceVerification {

    /** So many events are folded at once. */
    private static final int EVENTS_MAX = 5_000;

    private static final String VERSIONS = """
            select stream_id,
                   version
            from streams
            where stream_id between ? and ?
            """;

    private static final String PARKED = """
            select distinct stream_id
            from parked
            where stream_id between ? and ?
            """;

    private static final String GENERATION = """
            select number
            from generation
            """;

    private final Connection connection;
    private final View view;
    private final EventLog log;
    private final long generation;
    private final FoldedTables tables;
    private final EventCodec codec = new EventCodec();
    private final CheckpointStore checkpoints = new CheckpointStore();

    /**
     * Comparisons in that connection.
     *
     * @param generation the number of the generation that is verified
     */
    SliceVerification(Connection connection, View view, EventLog log, long generation, FoldedTables tables) {
        this.connection = connection;
        this.view = view;
        this.log = log;
        this.generation = generation;
        this.tables = tables;
    }

    /**
     * A range of stream ids, in the order in which Postgres has them: that of their bytes.
     *
     * @param first the first of them
     * @param last the last of them
     */
    record StreamRange(UUID first, UUID last) {

        static final UUID LOWEST = new UUID(0, 0);
        static final UUID HIGHEST = new UUID(-1, -1);

        /** The id that comes next after one. */
        static UUID after(UUID id) {
            long low = id.getLeastSignificantBits() + 1;
            return new UUID(low == 0 ? id.getMostSignificantBits() + 1 : id.getMostSignificantBits(), low);
        }
    }

    /**
     * Outcome of a slice.
     *
     * @param streams number of streams that the log has in it
     * @param events number of events that were read
     * @param differences what differs, named by table and key
     */
    record Outcome(long streams, long events, SequencedSet<String> differences) {}

    /**
     * Compares the streams of a range.
     *
     * @throws CancellationException if another generation serves by now
     */
    Outcome verify(StreamRange range) throws SQLException {
        try {
            checkGeneration();
            var slice = new Slice(range);
            slice.fold();
            var outcome = new Outcome(slice.logVersions.size(), slice.events, slice.differences());
            // Nothing was written; a commit is what empties the folded tables.
            connection.commit();
            return outcome;
        } finally {
            connection.rollback();
        }
    }

    /** Partitions whose checkpoint is at a position that the log does not have, and rows at such positions. */
    SequencedSet<String> outsideOfLog() throws SQLException {
        try {
            Map<Integer, Checkpoint> there = checkpoints.read(connection);
            long head = log.head();
            var names = new LinkedHashSet<String>();
            there.values().stream()
                    .filter(checkpoint -> checkpoint.position() > head)
                    .forEach(checkpoint -> names.add("checkpoints " + checkpoint.partition()));
            names.addAll(tables.outsideOfLog(head));
            return names;
        } finally {
            connection.rollback();
        }
    }

    private void checkGeneration() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GENERATION);
                ResultSet row = statement.executeQuery()) {
            if (!row.next() || row.getLong("number") != generation) {
                throw new CancellationException("Another generation has taken over meanwhile.");
            }
        }
    }

    /** One slice in its transaction. */
    private final class Slice {

        private final StreamRange range;
        private final Map<UUID, Long> versions = new HashMap<>();
        private final Map<UUID, Long> logVersions = new HashMap<>();
        private final Set<UUID> parked = new HashSet<>();
        private final Map<Integer, Checkpoint> partitions;
        private final SequencedSet<String> lacking = new LinkedHashSet<>();
        private long events;

        Slice(StreamRange range) throws SQLException {
            this.range = range;
            this.partitions = checkpoints.read(connection);
            read(VERSIONS, row -> versions.put(row.getObject("stream_id", UUID.class), row.getLong("version")));
            read(PARKED, row -> parked.add(row.getObject("stream_id", UUID.class)));
            tables.seed();
        }

        private void read(String sql, RowReader reader) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, range.first());
                statement.setObject(2, range.last());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.take(rows);
                    }
                }
            }
        }

        void fold() throws SQLException {
            UUID streamId = range.first();
            long version = 0;
            List<RecordedEvent> page;
            do {
                page = log.ofStreams(streamId, version, range.last(), EVENTS_MAX);
                if (!page.isEmpty()) {
                    take(page);
                    streamId = page.getLast().streamId();
                    version = page.getLast().streamVersion();
                }
            } while (page.size() == EVENTS_MAX);
        }

        private void take(List<RecordedEvent> page) throws SQLException {
            var folded = new ArrayList<ViewEvent>(page.size());
            for (RecordedEvent event : page) {
                long has = versions.getOrDefault(event.streamId(), 0L);
                logVersions.put(event.streamId(), event.streamVersion());
                if (event.streamVersion() <= has) {
                    folded.add(new ViewEvent(event, codec.decode(event)));
                } else if (event.streamVersion() == has + 1 && isLacking(event)) {
                    lacking.add("streams " + event.streamId());
                }
            }
            events += page.size();
            tables.takePositions(page.stream().map(RecordedEvent::position).toList());
            if (!folded.isEmpty()) {
                view.apply(connection, folded);
            }
        }

        /** Tells whether the view has come past the event in its partition without it. */
        private boolean isLacking(RecordedEvent event) {
            Checkpoint checkpoint =
                    partitions.get(EventTopic.partition(event.streamId(), Math.max(1, partitions.size())));
            return checkpoint != null
                    && event.position() <= checkpoint.position()
                    && !parked.contains(event.streamId());
        }

        SequencedSet<String> differences() throws SQLException {
            versions.forEach((streamId, version) -> {
                if (version > logVersions.getOrDefault(streamId, 0L)) {
                    lacking.add("streams " + streamId);
                }
            });
            lacking.addAll(tables.differences(range));
            return lacking;
        }
    }

    /** Takes a row in. */
    @FunctionalInterface
    private interface RowReader {
        void take(ResultSet row) throws SQLException;
    }
}
