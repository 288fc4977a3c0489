package io.daybook.access;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.access.database.RequiredSchema;
import io.daybook.access.database.SmallPool;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of denied callers, in the database of the keys, which every service reads. The command-service writes it. */
public final class DeniedCallerTable implements AutoCloseable {

    /** Denials at a time; every service keeps all of them in memory. */
    public static final int ROWS_MAX = 10_000;

    private static final String SCHEMA = "keys";

    private static final String ALL = """
            select denial_id, subject, token_id, reason, denied_by, denied_since, denied_until
            from   denied_callers
            where  denied_until is null or denied_until > now()
            order  by denied_since, denial_id
            limit  :rows
            """;

    private static final String COUNT = """
            select count(*)
            from   denied_callers
            """;

    private static final String REMOVE_ENDED = """
            delete from denied_callers
            where  denied_until <= now()
            """;

    private static final String PUT_SUBJECT = """
            insert into denied_callers (denial_id, subject, reason, denied_by, denied_until)
            values (:id, :value, :reason, :actor, :until)
            on conflict (subject) do update
            set    reason       = excluded.reason,
                   denied_by    = excluded.denied_by,
                   denied_until = excluded.denied_until
            returning denial_id, subject, token_id, reason, denied_by, denied_since, denied_until
            """;

    private static final String PUT_TOKEN_ID = """
            insert into denied_callers (denial_id, token_id, reason, denied_by, denied_until)
            values (:id, :value, :reason, :actor, :until)
            on conflict (token_id) do update
            set    reason       = excluded.reason,
                   denied_by    = excluded.denied_by,
                   denied_until = excluded.denied_until
            returning denial_id, subject, token_id, reason, denied_by, denied_since, denied_until
            """;

    private static final String REMOVE = """
            delete from denied_callers
            where  denial_id = :id
            """;

    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    DeniedCallerTable(SmallPool.Database database) {
        this.pool = SmallPool.of(SCHEMA, database);
        this.jdbc = JdbcClient.create(pool);
    }

    /** The tables of the database of the keys, its own among them. */
    RequiredSchema schema() {
        return RequiredSchema.of("daybook_keys", SCHEMA, pool);
    }

    /** Those who are denied now, the longest first. */
    public List<DeniedCaller> all() {
        return jdbc.sql(ALL)
                .param("rows", ROWS_MAX)
                .query((row, rowNumber) -> caller(row))
                .list();
    }

    /** Tells whether there is no room for another one. */
    public boolean isFull() {
        jdbc.sql(REMOVE_ENDED).update();
        return jdbc.sql(COUNT).query(Integer.class).single() >= ROWS_MAX;
    }

    /**
     * Denies a subject, or changes why and until when it is denied.
     *
     * @param id names it, if it is new
     * @return what holds now
     */
    public DeniedCaller putSubject(UUID id, String subject, String reason, String actor, @Nullable Instant until) {
        return put(PUT_SUBJECT, id, subject, reason, actor, until);
    }

    /** Denies a token by its id, in the same way. */
    public DeniedCaller putTokenId(UUID id, String tokenId, String reason, String actor, @Nullable Instant until) {
        return put(PUT_TOKEN_ID, id, tokenId, reason, actor, until);
    }

    private DeniedCaller put(
            String statement, UUID id, String value, String reason, String actor, @Nullable Instant until) {
        return jdbc.sql(statement)
                .param("id", id)
                .param("value", value)
                .param("reason", reason)
                .param("actor", actor)
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
                .query((row, rowNumber) -> caller(row))
                .single();
    }

    /** Ends a denial; false if there is none of that name. */
    public boolean remove(UUID id) {
        return jdbc.sql(REMOVE).param("id", id).update() > 0;
    }

    private static DeniedCaller caller(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("denied_until", OffsetDateTime.class);
        return new DeniedCaller(
                row.getObject("denial_id", UUID.class),
                row.getString("subject"),
                row.getString("token_id"),
                row.getString("reason"),
                row.getString("denied_by"),
                row.getObject("denied_since", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant());
    }

    @Override
    public void close() {
        pool.close();
    }
}
