package io.daybook.query.reads;

import io.daybook.query.http.Limit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reads that are recorded, newest first. */
final class ReadAuditQueries {

    private final ReadAuditRepository reads;

    ReadAuditQueries(ReadAuditRepository reads) {
        this.reads = reads;
    }

    /**
     * Cursor position between two reads.
     *
     * @param at the time of the read before it in the order of the list
     * @param readId its id
     */
    record CursorPosition(Instant at, UUID readId) {

        private static final UUID LEAST = new UUID(0, 0);

        /** Before every read: requests name no later year. */
        static final CursorPosition FIRST = before(Instant.parse("9999-12-31T23:59:59Z"));

        /** Before every read of that instant or later ones. */
        static CursorPosition before(Instant instant) {
            return new CursorPosition(instant, LEAST);
        }
    }

    List<ReadAuditEntry> ofAccount(UUID account, @Nullable Instant from, CursorPosition before, Limit limit) {
        return entries(reads.findByAccount(account, begin(from), before.at(), before.readId(), rows(limit)));
    }

    List<ReadAuditEntry> ofActor(String actor, @Nullable Instant from, CursorPosition before, Limit limit) {
        return entries(reads.findByActor(actor, begin(from), before.at(), before.readId(), rows(limit)));
    }

    private static Instant begin(@Nullable Instant from) {
        return from == null ? Instant.EPOCH : from;
    }

    private static org.springframework.data.domain.Limit rows(Limit limit) {
        return org.springframework.data.domain.Limit.of(limit.rows());
    }

    private static List<ReadAuditEntry> entries(List<ReadAuditEntity> found) {
        return found.stream().map(ReadAuditEntity::entry).toList();
    }
}
