package io.daybook.command.integrity;

import io.daybook.events.Hash;
import io.daybook.events.integrity.MerkleFrontier.Subtree;
import io.daybook.events.integrity.SignedHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The log, its Merkle tree and its signed heads, in the log's database. */
@Component
class IntegrityStore {

    /** Any number will do, as long as every instance asks for the same: "integrit" in ASCII. */
    private static final long LOCK_KEY = 0x69_6e_74_65_67_72_69_74L;

    private static final String TRY_LOCK = """
            select pg_try_advisory_xact_lock(:key)
            """;

    private static final String LOG_END = """
            select head.position,
                   head.hash,
                   head.recorded_at,
                   coalesce((select max(position) from events), 0) as last_position
            from log_head head
            """;

    private static final String HASHES = """
            select hash
            from events
            where position > :after
              and position <= :to
            order by position
            """;

    private static final String HASH_AT = """
            select hash
            from events
            where position = :position
            """;

    private static final String NODES_COMPLETE = """
            select coalesce(max(index) + 1, 0)
            from merkle_nodes
            where level = :level
            """;

    private static final String NODE = """
            select root
            from merkle_nodes
            where level = :level
              and index = :index
            """;

    private static final String INSERT_NODES = """
            insert into merkle_nodes (level, index, root)
            select *
            from unnest(:levels::int[], :indexes::bigint[], :roots::bytea[])
            """;

    private static final String INSERT_HEAD = """
            insert into signed_heads (position, hash, recorded_at, root, signed_at, key_id, algorithm, signature)
            values (:position, :hash, :recordedAt, :root, :signedAt, :keyId, :algorithm, :signature)
            """;

    private static final String NEWEST_HEAD = """
            select *
            from signed_heads
            order by position desc
            limit 1
            """;

    private static final String HEADS_AFTER = """
            select *
            from signed_heads
            where position > :after
            order by position
            limit :rows
            """;

    private static final String UNPUBLISHED_HEADS = """
            select *
            from signed_heads
            where published_at is null
            order by position
            limit :rows
            """;

    private static final String MARK_PUBLISHED = """
            update signed_heads
            set published_at = now()
            where position = any (:positions)
              and published_at is null
            """;

    private final JdbcClient jdbc;

    IntegrityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The end of the log, as its head has it and as its events have it, at one moment.
     *
     * @param position the head's position
     * @param hash the head's hash
     * @param recordedAt the head's time
     * @param lastPosition the position of the last event there is
     */
    record LogEnd(long position, Hash hash, Instant recordedAt, long lastPosition) {}

    /** Takes the lock until the transaction ends; false if another instance has it. */
    boolean tryLock() {
        return jdbc.sql(TRY_LOCK).param("key", LOCK_KEY).query(Boolean.class).single();
    }

    LogEnd logEnd() {
        return jdbc.sql(LOG_END)
                .query((row, rowNumber) -> new LogEnd(
                        row.getLong("position"),
                        Hash.of(row.getBytes("hash")),
                        instant(row, "recorded_at"),
                        row.getLong("last_position")))
                .single();
    }

    /** The hashes of the events after that position, up to that other, in order. */
    List<Hash> hashes(long after, long to) {
        return jdbc.sql(HASHES)
                .param("after", after)
                .param("to", to)
                .query((row, rowNumber) -> Hash.of(row.getBytes("hash")))
                .list();
    }

    Optional<Hash> hashAt(long position) {
        return jdbc.sql(HASH_AT)
                .param("position", position)
                .query((row, rowNumber) -> Hash.of(row.getBytes("hash")))
                .optional();
    }

    /** Number of full subtrees of that level. */
    long completeNodes(int level) {
        return jdbc.sql(NODES_COMPLETE).param("level", level).query(Long.class).single();
    }

    Optional<Hash> node(int level, long index) {
        return jdbc.sql(NODE)
                .param("level", level)
                .param("index", index)
                .query((row, rowNumber) -> Hash.of(row.getBytes("root")))
                .optional();
    }

    void insertNodes(List<Subtree> nodes) {
        jdbc.sql(INSERT_NODES)
                .param("levels", nodes.stream().map(Subtree::level).toArray(Integer[]::new))
                .param("indexes", nodes.stream().map(Subtree::index).toArray(Long[]::new))
                .param("roots", nodes.stream().map(node -> node.root().bytes()).toArray(byte[][]::new))
                .update();
    }

    void insertHead(SignedHead head) {
        jdbc.sql(INSERT_HEAD)
                .param("position", head.position())
                .param("hash", head.hash().bytes())
                .param("recordedAt", head.recordedAt().atOffset(ZoneOffset.UTC))
                .param("root", head.root().bytes())
                .param("signedAt", head.signedAt().atOffset(ZoneOffset.UTC))
                .param("keyId", head.keyId())
                .param("algorithm", head.algorithm())
                .param("signature", head.signature())
                .update();
    }

    Optional<SignedHead> newestHead() {
        return jdbc.sql(NEWEST_HEAD).query((row, rowNumber) -> head(row)).optional();
    }

    List<SignedHead> headsAfter(long position, int rows) {
        return jdbc.sql(HEADS_AFTER)
                .param("after", position)
                .param("rows", rows)
                .query((row, rowNumber) -> head(row))
                .list();
    }

    List<SignedHead> unpublishedHeads(int rows) {
        return jdbc.sql(UNPUBLISHED_HEADS)
                .param("rows", rows)
                .query((row, rowNumber) -> head(row))
                .list();
    }

    /** Notes that Kafka has these heads. */
    @Transactional
    void markPublished(List<SignedHead> heads) {
        jdbc.sql(MARK_PUBLISHED)
                .param("positions", heads.stream().map(SignedHead::position).toArray(Long[]::new))
                .update();
    }

    private static SignedHead head(ResultSet row) throws SQLException {
        return new SignedHead(
                row.getLong("position"),
                Hash.of(row.getBytes("hash")),
                instant(row, "recorded_at"),
                Hash.of(row.getBytes("root")),
                instant(row, "signed_at"),
                row.getString("key_id"),
                row.getString("algorithm"),
                row.getString("signature"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
