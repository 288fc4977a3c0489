package io.daybook.command.imports;

import io.daybook.command.http.Begun;
import io.daybook.command.http.CommandRefusedException;
import io.daybook.command.imports.Import.FileSize;
import io.daybook.command.imports.Import.Times;
import io.daybook.command.imports.ImportRequest.Terms;
import io.daybook.command.imports.file.ImportFormat;
import io.daybook.command.imports.file.ImportOption;
import io.daybook.command.log.Fingerprint;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The tables of imports. Every call is a transaction of its own. */
@Component
class ImportStore {

    private static final String INSERT = """
            insert into imports (import_id, state, format, source, actor, currency, overdraft_limit, product_code,
                                 options, bytes_total, lines_total, columns_left_out, idempotency_key,
                                 fingerprint)
            values (:importId, :state, :format, :source, :actor, :currency, :overdraftLimit, :productCode,
                    :options::text[], :bytesTotal, :linesTotal, :columnsLeftOut, :key,
                    :fingerprint::bytea)
            on conflict (idempotency_key) do nothing
            returning *
            """;

    private static final String FIND_BY_KEY = """
            select *
            from imports
            where idempotency_key = :key
            """;

    private static final String ASKED = """
            update imports
            set approval_id = :approvalId
            where import_id = :importId
            returning *
            """;

    private static final String AGREED = """
            update imports
            set state = 'QUEUED'
            where import_id = :importId
              and state = 'WAITING'
            """;

    private static final String BEGIN_RUN = """
            update imports
            set state          = 'RUNNING',
                started_at     = coalesce(started_at, now()),
                run_started_at = now(),
                run_first_line = lines_read,
                progressed_at  = null
            where import_id = :importId
              and state in ('QUEUED', 'RUNNING')
            returning *
            """;

    private static final String SAVE_COUNTS = """
            update imports
            set lines_read    = :read,
                accepted      = :accepted,
                repeated      = :repeated,
                refused       = :refused,
                failed        = :failed,
                progressed_at = now()
            where import_id = :importId
              and lines_read in (:before, :read)
              and (:event::uuid is null
                   or exists (select from events where event_id = :event::uuid))
            returning state
            """;

    private static final String SAVE_REFUSALS = """
            insert into import_refusals (import_id, line_number, code, sealed)
            select :importId,
                   line_number,
                   code,
                   sealed
            from unnest(:lines::bigint[], :codes::text[], :sealed::text[])
              as new (line_number, code, sealed)
            on conflict do nothing
            """;

    private static final String FINISH = """
            update imports
            set state       = :state,
                problem     = :problem,
                finished_at = now()
            where import_id = :importId
              and state in ('WAITING', 'QUEUED', 'RUNNING')
            """;

    private static final String ENDED_BEFORE = """
            select import_id
            from imports
            where refusals_kept
              and (finished_at < :time or refused = 0 and finished_at < now() - interval '1 hour')
            order by import_id
            limit :max
            """;

    private static final String DELETE_REFUSALS = """
            delete from import_refusals
            where import_id = :importId
            """;

    private static final String REFUSALS_DELETED = """
            update imports
            set refusals_kept = false
            where import_id = :importId
            """;

    private static final String DELETE_PLAIN_REFUSALS = """
            delete from import_refusals
            where content is not null
            """;

    private static final String FIND = """
            select *
            from imports
            where import_id = :importId
            """;

    private static final String LIST = """
            select *
            from imports
            where :before::uuid is null
               or import_id < :before::uuid
            order by import_id desc
            limit :max
            """;

    private static final String REFUSALS = """
            select line_number,
                   code,
                   sealed
            from import_refusals
            where import_id = :importId
              and line_number > :after
            order by line_number
            limit :max
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    ImportStore(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * The key that a request is remembered under.
     *
     * @param key the key, with whose it is
     * @param fingerprint the digest of the request
     */
    record RequestKey(String key, Fingerprint fingerprint) {}

    /**
     * Notes an import that is to run, or waits for a second person first.
     *
     * @param key the key it was uploaded under, null for none
     * @return the import, or the one that the same request has begun before under the same key
     * @throws CommandRefusedException if the key was used for another request
     */
    Begun<Import> insert(ImportRequest request, ImportState state, @Nullable RequestKey key, FileSize size) {
        Optional<Import> inserted = insertUnlessKnown(request, state, key, size);
        return inserted.isPresent() || key == null
                ? Begun.now(inserted.orElseThrow())
                : inTransaction(sql -> sql.sql(FIND_BY_KEY)
                        .param("key", key.key())
                        .query((row, i) -> Begun.before(
                                row(row, i), Fingerprint.stored(row.getBytes("fingerprint")), key.fingerprint()))
                        .single());
    }

    private Optional<Import> insertUnlessKnown(
            ImportRequest request, ImportState state, @Nullable RequestKey key, FileSize size) {
        Terms terms = request.terms();
        return inTransaction(sql -> sql.sql(INSERT)
                .param("importId", request.importId())
                .param("state", state.name())
                .param("format", request.format().name())
                .param("source", request.source())
                .param("actor", request.actor())
                .param("currency", terms == null ? null : terms.currency().getCurrencyCode())
                .param("overdraftLimit", terms == null ? null : terms.overdraftLimit())
                .param("productCode", terms == null ? null : terms.productCode())
                .param(
                        "options",
                        request.options().stream().sorted().map(Enum::name).toArray(String[]::new))
                .param("bytesTotal", size.bytes())
                .param("linesTotal", size.lines())
                .param("columnsLeftOut", size.columnsLeftOut())
                .param("key", key == null ? null : key.key())
                .param("fingerprint", key == null ? null : key.fingerprint().bytes())
                .query(ImportStore::row)
                .optional());
    }

    /** Notes for which approval an import waits. */
    Import asked(UUID importId, UUID approvalId) {
        return inTransaction(sql -> sql.sql(ASKED)
                .param("importId", importId)
                .param("approvalId", approvalId)
                .query(ImportStore::row)
                .single());
    }

    /** Lets an import run that waited for a second person. */
    void agreed(UUID importId) {
        inTransaction(sql -> sql.sql(AGREED).param("importId", importId).update());
    }

    /** Notes that a run begins; nothing if there is no such import, or it has ended. */
    Optional<Import> beginRun(UUID importId) {
        return inTransaction(sql -> sql.sql(BEGIN_RUN)
                .param("importId", importId)
                .query(ImportStore::row)
                .optional());
    }

    /**
     * Notes how far an import is, and which lines were not taken since.
     *
     * @param before number of lines that it was noted to have read before
     * @param event event that it has added since, null if there is none
     * @return its state: somebody may have ended it meanwhile; nothing if the log has lost what it had decided
     */
    Optional<ImportState> save(
            UUID importId, long before, ImportCounts counts, List<SealedRefusal> refusals, @Nullable UUID event) {
        return inTransaction(sql -> {
            if (!refusals.isEmpty()) {
                sql.sql(SAVE_REFUSALS)
                        .param("importId", importId)
                        .param(
                                "lines",
                                refusals.stream().map(SealedRefusal::line).toArray(Long[]::new))
                        .param("codes", texts(refusals, SealedRefusal::code))
                        .param("sealed", texts(refusals, SealedRefusal::sealed))
                        .update();
            }
            return sql.sql(SAVE_COUNTS)
                    .param("importId", importId)
                    .param("before", before)
                    .param("event", event)
                    .param("read", counts.read())
                    .param("accepted", counts.accepted())
                    .param("repeated", counts.repeated())
                    .param("refused", counts.refused())
                    .param("failed", counts.failed())
                    .query(String.class)
                    .optional()
                    .map(ImportState::valueOf);
        });
    }

    /**
     * Notes that an import has ended, unless it had before.
     *
     * @param problem reason why it failed, if it did
     * @return the import as it stands now
     */
    Import finish(UUID importId, ImportState state, @Nullable String problem) {
        return inTransaction(sql -> {
            sql.sql(FINISH)
                    .param("importId", importId)
                    .param("state", state.name())
                    .param("problem", problem)
                    .update();
            return sql.sql(FIND)
                    .param("importId", importId)
                    .query(ImportStore::row)
                    .single();
        });
    }

    /** An import as it stands. */
    Optional<Import> find(UUID importId) {
        return inTransaction(sql -> sql.sql(FIND)
                .param("importId", importId)
                .query(ImportStore::row)
                .optional());
    }

    /** The newest imports first, up to that many, beginning after the given one. */
    List<Import> list(@Nullable UUID before, int max) {
        return inTransaction(sql -> sql.sql(LIST)
                .param("before", before)
                .param("max", max)
                .query(ImportStore::row)
                .list());
    }

    /** An import's refusals in the order of the file, up to that many, beginning after the given line. */
    List<SealedRefusal> refusals(UUID importId, long after, int max) {
        return inTransaction(sql -> sql.sql(REFUSALS)
                .param("importId", importId)
                .param("after", after)
                .param("max", max)
                .query((row, i) ->
                        new SealedRefusal(row.getLong("line_number"), row.getString("code"), row.getString("sealed")))
                .list());
    }

    /** Some of the imports whose refusals were not deleted yet, and that ended before that time, or lately without any. */
    List<UUID> withRefusalsBefore(Instant time, int max) {
        return inTransaction(sql -> sql.sql(ENDED_BEFORE)
                .param("time", time.atOffset(ZoneOffset.UTC))
                .param("max", max)
                .query(UUID.class)
                .list());
    }

    /** Deletes an import's refusals. */
    void deleteRefusals(UUID importId) {
        inTransaction(sql -> {
            sql.sql(DELETE_REFUSALS).param("importId", importId).update();
            return sql.sql(REFUSALS_DELETED).param("importId", importId).update();
        });
    }

    /** Deletes refusals that an instance of an earlier version stored as they are; returns how many there were. */
    int deletePlainRefusals() {
        return inTransaction(sql -> sql.sql(DELETE_PLAIN_REFUSALS).update());
    }

    private <T> T inTransaction(Function<JdbcClient, T> work) {
        T result = transactions.execute(transaction -> work.apply(jdbc));
        return Objects.requireNonNull(result);
    }

    private static String[] texts(List<SealedRefusal> refusals, Function<SealedRefusal, @Nullable String> field) {
        return refusals.stream().map(field).toArray(String[]::new);
    }

    private static Import row(ResultSet row, int index) throws SQLException {
        var request = new ImportRequest(
                row.getObject("import_id", UUID.class),
                ImportFormat.valueOf(row.getString("format")),
                row.getString("source"),
                row.getString("actor"),
                terms(row),
                options(row));
        var counts = new ImportCounts(
                row.getLong("lines_read"),
                row.getLong("accepted"),
                row.getLong("repeated"),
                row.getLong("refused"),
                row.getLong("failed"));
        var times = new Times(
                instant(row, "started_at"),
                instant(row, "run_started_at"),
                row.getLong("run_first_line"),
                instant(row, "progressed_at"),
                instant(row, "finished_at"));
        return new Import(
                request,
                ImportState.valueOf(row.getString("state")),
                new FileSize(row.getLong("bytes_total"), row.getLong("lines_total"), row.getInt("columns_left_out")),
                counts,
                times,
                row.getString("problem"),
                row.getObject("approval_id", UUID.class));
    }

    private static @Nullable Terms terms(ResultSet row) throws SQLException {
        @Nullable String currency = row.getString("currency");
        @Nullable BigDecimal overdraftLimit = row.getBigDecimal("overdraft_limit");
        return currency == null || overdraftLimit == null
                ? null
                : new Terms(Currency.getInstance(currency), overdraftLimit, row.getString("product_code"));
    }

    private static Set<ImportOption> options(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("options").getArray();
        return Arrays.stream(names).map(ImportOption::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
