package io.daybook.query.reads;

import io.daybook.query.http.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.PredicateSpecification;

/** The reads that are recorded, newest first. */
final class ReadAuditQueries {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "readAt", "readId");

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

        /** Before every read of that instant or later ones. */
        static CursorPosition before(Instant instant) {
            return new CursorPosition(instant, LEAST);
        }

        /** Its first condition follows from the second, but is one that bounds a scan of the index. */
        private PredicateSpecification<ReadAuditEntity> isBehind() {
            return (read, is) -> is.and(
                    is.lessThanOrEqualTo(read.get("readAt"), at),
                    is.or(is.lessThan(read.get("readAt"), at), is.lessThan(read.get("readId"), readId)));
        }
    }

    List<ReadAuditEntry> ofAccount(UUID account, @Nullable Instant from, @Nullable CursorPosition before, Limit limit) {
        return find((read, is) -> is.equal(read.get("accountId"), account), from, before, limit);
    }

    List<ReadAuditEntry> ofActor(String actor, @Nullable Instant from, @Nullable CursorPosition before, Limit limit) {
        return find((read, is) -> is.equal(read.get("actor"), actor), from, before, limit);
    }

    private List<ReadAuditEntry> find(
            PredicateSpecification<ReadAuditEntity> subject,
            @Nullable Instant from,
            @Nullable CursorPosition before,
            Limit limit) {
        var conditions = new ArrayList<PredicateSpecification<ReadAuditEntity>>();
        conditions.add(subject);
        if (from != null) {
            conditions.add((read, is) -> is.greaterThanOrEqualTo(read.get("readAt"), from));
        }
        if (before != null) {
            conditions.add(before.isBehind());
        }
        List<ReadAuditEntity> found = reads.findBy(
                PredicateSpecification.allOf(conditions),
                query -> query.sortBy(NEWEST_FIRST).limit(limit.rows()).all());
        return found.stream().map(ReadAuditEntity::entry).toList();
    }
}
