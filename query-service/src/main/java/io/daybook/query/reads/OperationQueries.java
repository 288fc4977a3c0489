package io.daybook.query.reads;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.Limit;
import io.daybook.query.http.SearchText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;

/** The administrative acts that are recorded, newest first. */
final class OperationQueries {

    private static final String FIND = """
            select asked.operation_id, asked.requested_at, asked.service, asked.action, asked.path, asked.about,
                   asked.actor, asked.actor_kind, asked.reason, asked.correlation_id, answered.status, answered.location
            from   operations.operations asked
            left   join operations.outcomes answered on answered.operation_id = asked.operation_id
            where  (cast(:actor as text) is null or asked.actor = :actor)
            and    (cast(:action as text) is null or asked.action = :action)
            and    asked.requested_at >= coalesce(cast(:from as timestamptz), '-infinity')
            and    (asked.requested_at, asked.operation_id)
                   < (coalesce(cast(:before as timestamptz), 'infinity'), cast(:beforeId as uuid))
            order  by asked.requested_at desc, asked.operation_id desc
            limit  :rows
            """;

    private static final UUID LEAST = new UUID(0, 0);

    private final ReadDatabase database;

    OperationQueries(@Qualifier(ReadAuditStore.NAME) ReadDatabase database) {
        this.database = database;
    }

    /**
     * Acts that are asked for.
     *
     * @param actor actor of all of them; null for any
     * @param action name of all of them; null for any
     * @param from the first instant; null for none
     */
    record Filter(
            @Nullable SearchText actor,
            @Nullable SearchText action,
            @Nullable Instant from) {}

    /**
     * Cursor position between two acts.
     *
     * @param at the time of the act before it in the order of the list; null before all
     * @param operationId its id
     */
    record CursorPosition(@Nullable Instant at, UUID operationId) {

        /** Before every act of that instant or later ones; before all acts if there is none. */
        static CursorPosition before(@Nullable Instant instant) {
            return new CursorPosition(instant, LEAST);
        }
    }

    List<RecordedOperation> find(Filter filter, CursorPosition before, Limit limit) {
        return database.jdbc()
                .sql(FIND)
                .param("actor", text(filter.actor()))
                .param("action", text(filter.action()))
                .param("from", time(filter.from()))
                .param("before", time(before.at()))
                .param("beforeId", before.operationId())
                .param("rows", limit.rows())
                .query((row, rowNumber) -> RecordedOperation.of(row))
                .list();
    }

    private static @Nullable String text(@Nullable SearchText filter) {
        return filter == null ? null : filter.value();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
