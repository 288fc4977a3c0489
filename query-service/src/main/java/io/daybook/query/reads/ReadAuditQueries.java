package io.daybook.query.reads;

import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.Limit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reads that are recorded, newest first. */
final class ReadAuditQueries implements AutoCloseable {

    private static final String OF_ACCOUNT = """
            select *
            from   reads
            where  account_id = :subject
            and    read_at >= :from
            and    (read_at, read_id) < (:beforeAt, :beforeId)
            order  by read_at desc, read_id desc
            limit  :rows
            """;

    private static final String OF_ACTOR = """
            select *
            from   reads
            where  actor = :subject
            and    read_at >= :from
            and    (read_at, read_id) < (:beforeAt, :beforeId)
            order  by read_at desc, read_id desc
            limit  :rows
            """;

    private final ReadDatabase database;

    ReadAuditQueries(DatabasesProperties databases, MeterRegistry meters) {
        this.database = new ReadDatabase(ReadAuditStore.NAME, databases, meters);
    }

    /**
     * Cursor position between two reads.
     *
     * @param at the time of the read before it in the order of the list
     * @param readId its id
     */
    record CursorPosition(Instant at, UUID readId) {

        private static final UUID LEAST = new UUID(0, 0);

        /** Before every read of that instant or later ones. */
        static CursorPosition before(Instant instant) {
            return new CursorPosition(instant, LEAST);
        }
    }

    List<ReadAuditEntry> ofAccount(UUID account, @Nullable Instant from, @Nullable CursorPosition before, Limit limit) {
        return find(OF_ACCOUNT, account, from, before, limit);
    }

    List<ReadAuditEntry> ofActor(String actor, @Nullable Instant from, @Nullable CursorPosition before, Limit limit) {
        return find(OF_ACTOR, actor, from, before, limit);
    }

    private List<ReadAuditEntry> find(
            String sql, Object subject, @Nullable Instant from, @Nullable CursorPosition before, Limit limit) {
        return database.jdbc()
                .sql(sql)
                .param("subject", subject)
                .param("from", from == null ? OffsetDateTime.MIN : from.atOffset(ZoneOffset.UTC))
                .param(
                        "beforeAt",
                        before == null ? OffsetDateTime.MAX : before.at().atOffset(ZoneOffset.UTC))
                .param("beforeId", before == null ? CursorPosition.LEAST : before.readId())
                .param("rows", limit.rows())
                .query((row, rowNumber) -> ReadAuditEntry.of(row))
                .list();
    }

    @Override
    public void close() {
        database.close();
    }
}
