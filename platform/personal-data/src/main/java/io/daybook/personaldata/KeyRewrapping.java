package io.daybook.personaldata;

import static io.daybook.personaldata.PostgresKeyStore.INDEX_KEY;
import static io.daybook.personaldata.PostgresKeyStore.array;
import static io.daybook.personaldata.PostgresKeyStore.wrapped;

import io.daybook.personaldata.MasterKeys.Wrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Wraps all keys of the store anew, by the master key that is the file's first. Nothing remembers how far it has come but the
 * keys themselves, so it goes on after any end; several processes may do it at once. Every method throws
 * {@link KeysUnavailable} if the store does not answer.
 */
public final class KeyRewrapping {

    private static final String REQUEST = """
            insert into rewraps (master_key, requested_by)
            values (:masterKey, :requestedBy)
            on conflict (master_key) do update
            set requested_by = excluded.requested_by,
                requested_at = excluded.requested_at,
                failed       = 0,
                trouble      = null
            """;

    /** The newest alone counts: an instance with an older file must not wrap back what another has wrapped anew. */
    private static final String REQUESTED = """
            select master_key,
                   requested_by,
                   requested_at,
                   failed,
                   trouble
            from   rewraps
            order  by requested_at desc
            limit  1
            """;

    private static final String FINDING = """
            update rewraps
            set    failed  = :failed,
                   trouble = :trouble
            where  master_key = :masterKey
            """;

    private static final String COUNTS = """
            select master_key,
                   count(*) as keys
            from (
                select master_key
                from   keys
                where  destroyed_at is null
                union  all
                select master_key
                from   index_key
            ) as wrapping
            group  by master_key
            order  by master_key
            """;

    /** Keys that another process has in its hands are left to it. */
    private static final String SLICE = """
            select key_id,
                   master_key,
                   wrapped
            from   keys
            where  destroyed_at is null
            and    master_key <> :masterKey
            and    master_key in (:names)
            and    key_id > :after
            order  by key_id
            limit  :keys
            for    update skip locked
            """;

    private static final String UNKNOWN = """
            select count(*) as keys,
                   min(master_key) as master_key
            from   keys
            where  destroyed_at is null
            and    master_key not in (:names)
            """;

    private static final String REWRAP = """
            update keys
            set    master_key = :masterKey,
                   wrapped    = decode(anew.wrapped, 'hex')
            from   unnest(cast(:keyIds as uuid[]), cast(:wrapped as text[])) as anew (key_id, wrapped)
            where  keys.key_id = anew.key_id
            """;

    private static final String OLD_INDEX_KEY = """
            select master_key,
                   wrapped
            from   index_key
            where  master_key <> :masterKey
            for    update
            """;

    private static final String REWRAP_INDEX_KEY = """
            update index_key
            set    master_key = :masterKey,
                   wrapped    = :wrapped
            """;

    private final PostgresKeyStore store;
    private final MasterKeyFile masterKeys;
    private final int sliceKeysMax;

    KeyRewrapping(PostgresKeyStore store, MasterKeyFile masterKeys, int sliceKeysMax) {
        this.store = store;
        this.masterKeys = masterKeys;
        this.sliceKeysMax = sliceKeysMax;
    }

    /** State of a rewrapping. */
    public enum State {
        /** Nobody has asked for it since the current master key is the current one. */
        NOT_REQUESTED,
        /** It goes on. */
        RUNNING,
        /** All keys are wrapped by the current master key. */
        COMPLETED,
        /** The keys that are left cannot be unwrapped; that is tried again. */
        INCOMPLETE
    }

    /**
     * Progress of a rewrapping.
     *
     * @param state its state
     * @param masterKey name of the current master key, the first of the file
     * @param requestedBy who asked for it last; null if nobody did
     * @param requestedAt time of that; null if nobody did
     * @param done keys that the current master key wraps
     * @param total all keys
     * @param failed keys that could not be unwrapped when all were gone over last
     * @param trouble why one of them could not be; null if none failed
     * @param keysByMasterKey number of keys that each master key wraps, by its name; those of the file that wrap none
     *     are among them with 0
     */
    public record Progress(
            State state,
            String masterKey,
            @Nullable String requestedBy,
            @Nullable Instant requestedAt,
            long done,
            long total,
            long failed,
            @Nullable String trouble,
            Map<String, Long> keysByMasterKey) {}

    private record Requested(
            String masterKey,
            String by,
            Instant at,
            long failed,
            @Nullable String trouble) {}

    private record OldKey(UUID keyId, Wrapped wrapped) {}

    /** Asks for it. To ask twice does no harm. */
    public void request(String requestedBy) {
        int unused = store.inTransaction(jdbc -> jdbc.sql(REQUEST)
                .param("masterKey", masterKeys.current())
                .param("requestedBy", requestedBy)
                .update());
    }

    /** Progress, by the keys as they are. */
    public Progress progress() {
        String current = masterKeys.current();
        return store.inTransaction(jdbc -> {
            var keys = new LinkedHashMap<String, Long>();
            masterKeys.names().forEach(name -> keys.put(name, 0L));
            jdbc.sql(COUNTS)
                    .query((row, rowNumber) -> Map.entry(row.getString("master_key"), row.getLong("keys")))
                    .list()
                    .forEach(count -> keys.put(count.getKey(), count.getValue()));
            long total = keys.values().stream().mapToLong(Long::longValue).sum();
            long done = keys.getOrDefault(current, 0L);
            Optional<Requested> requested = requested(jdbc, current);
            return new Progress(
                    state(requested, total - done),
                    current,
                    requested.map(Requested::by).orElse(null),
                    requested.map(Requested::at).orElse(null),
                    done,
                    total,
                    requested.map(Requested::failed).orElse(0L),
                    requested.map(Requested::trouble).orElse(null),
                    keys);
        });
    }

    private static State state(Optional<Requested> requested, long left) {
        if (requested.isEmpty()) {
            return State.NOT_REQUESTED;
        }
        if (left == 0) {
            return State.COMPLETED;
        }
        return requested.get().failed() < left ? State.RUNNING : State.INCOMPLETE;
    }

    private static Optional<Requested> requested(JdbcClient jdbc, String masterKey) {
        return jdbc.sql(REQUESTED)
                .query((row, rowNumber) -> new Requested(
                        row.getString("master_key"),
                        row.getString("requested_by"),
                        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                        row.getLong("failed"),
                        row.getString("trouble")))
                .optional()
                .filter(newest -> newest.masterKey().equals(masterKey));
    }

    /** Tells whether somebody has asked for it, and a master key other than the current one wraps anything. */
    public boolean isWanted() {
        String current = masterKeys.current();
        boolean isRequested =
                store.inTransaction(jdbc -> requested(jdbc, current)).isPresent();
        return isRequested && store.masterKeysInUse().stream().anyMatch(name -> !name.equals(current));
    }

    /** A pass over all keys, slice by slice, each in a transaction of its own. */
    public final class Pass {

        private final String current = masterKeys.current();
        private UUID after = new UUID(0, 0);
        private long failed;
        private @Nullable String trouble;

        private Pass() {}

        /**
         * Wraps the next keys anew.
         *
         * @return whether there may be more
         */
        public boolean next() {
            List<OldKey> slice = store.inTransaction(this::rewrapSlice);
            if (!slice.isEmpty()) {
                after = slice.getLast().keyId();
            }
            return slice.size() == sliceKeysMax && current.equals(masterKeys.current());
        }

        /**
         * Ends it: wraps the key of the blind indexes, and notes what could not be unwrapped.
         *
         * @return number of keys that could not be
         */
        public long end() {
            int unused = store.inTransaction(jdbc -> {
                rewrapIndexKey(jdbc);
                countUnknown(jdbc);
                return jdbc.sql(FINDING)
                        .param("masterKey", current)
                        .param("failed", failed)
                        .param("trouble", trouble)
                        .update();
            });
            return failed;
        }

        private void countUnknown(JdbcClient jdbc) {
            jdbc.sql(UNKNOWN).param("names", masterKeys.names()).query((ResultSet row) -> {
                long keys = row.getLong("keys");
                if (keys > 0) {
                    failed += keys;
                    trouble = MasterKeys.missing(row.getString("master_key"));
                }
            });
        }

        private List<OldKey> rewrapSlice(JdbcClient jdbc) {
            List<OldKey> slice = jdbc.sql(SLICE)
                    .param("masterKey", current)
                    .param("names", masterKeys.names())
                    .param("after", after)
                    .param("keys", sliceKeysMax)
                    .query(Pass::oldKey)
                    .list();
            var anew = new LinkedHashMap<UUID, String>();
            slice.forEach(key -> rewrapped(key.keyId().toString(), key.wrapped())
                    .ifPresent(wrapped -> anew.put(key.keyId(), HexFormat.of().formatHex(wrapped.bytes()))));
            int unused = jdbc.sql(REWRAP)
                    .param("masterKey", current)
                    .param("keyIds", array(anew.keySet()))
                    .param("wrapped", anew.values().stream().collect(Collectors.joining(",", "{", "}")))
                    .update();
            return slice;
        }

        private void rewrapIndexKey(JdbcClient jdbc) {
            jdbc.sql(OLD_INDEX_KEY)
                    .param("masterKey", current)
                    .query((row, rowNumber) -> wrapped(row))
                    .optional()
                    .flatMap(old -> rewrapped(INDEX_KEY, old))
                    .ifPresent(wrapped -> {
                        int unused = jdbc.sql(REWRAP_INDEX_KEY)
                                .param("masterKey", current)
                                .param("wrapped", wrapped.bytes())
                                .update();
                    });
        }

        private Optional<Wrapped> rewrapped(String name, Wrapped old) {
            try {
                Wrapped wrapped = masterKeys.wrap(name, masterKeys.unwrap(name, old));
                if (wrapped.masterKey().equals(current)) {
                    return Optional.of(wrapped);
                }
                return Optional.empty();
            } catch (KeysUnavailable e) {
                failed++;
                trouble = e.getMessage();
                return Optional.empty();
            }
        }

        private static OldKey oldKey(ResultSet row, int rowNumber) throws SQLException {
            return new OldKey(row.getObject("key_id", UUID.class), wrapped(row));
        }
    }

    /** A pass from the first key. */
    public Pass pass() {
        return new Pass();
    }
}
