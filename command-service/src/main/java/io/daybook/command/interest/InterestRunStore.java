package io.daybook.command.interest;

import io.daybook.command.http.Begun;
import io.daybook.command.http.Caller;
import io.daybook.command.http.CommandRefusedException;
import io.daybook.command.interest.InterestRun.State;
import io.daybook.command.log.Fingerprint;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.EventCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Interest runs, and the accounts that they cover, in the log's database. */
@Component
class InterestRunStore {

    private static final String INSERT = """
            insert into interest_runs (run_id, period_from, period_to, product_code, actor, reason, state,
                                       accounts_total, started_at, idempotency_key, fingerprint)
            select :run,
                   :from,
                   :to,
                   :product,
                   :actor,
                   :reason,
                   :state,
                   count(*),
                   :startedAt,
                   :key::text,
                   :fingerprint::bytea
            from events
            where type = 'AccountOpened'
            on conflict (idempotency_key) do nothing
            """;

    private static final String FIND_BY_KEY = """
            select run_id,
                   fingerprint
            from interest_runs
            where idempotency_key = :key
            """;

    private static final String FIND = """
            select *
            from interest_runs
            where run_id = :run
            """;

    private static final String NEWEST = """
            select *
            from interest_runs
            order by started_at desc,
                     run_id desc
            limit :rows
            """;

    private static final String OLDEST_RUNNING = """
            select *
            from interest_runs
            where state in ('COUNTING', 'RUNNING')
            order by started_at,
                     run_id
            limit 1
            """;

    private static final String WAITING = """
            select *
            from interest_runs
            where state = 'WAITING'
            order by started_at
            """;

    private static final String COUNTED = """
            update interest_runs
            set state       = 'WAITING',
                approval_id = :approvalId
            where run_id = :run
              and state = 'COUNTING'
            """;

    private static final String DECIDED = """
            update interest_runs
            set state       = :state,
                finished_at = :finishedAt
            where run_id = :run
              and state = 'WAITING'
            """;

    private static final String SAVE = """
            update interest_runs
            set position      = :position,
                accounts_done = :done,
                paid          = :paid,
                unchanged     = :unchanged,
                refused       = :refused,
                failed        = :failed,
                problem       = :problem
            where run_id = :run
              and position in (:from, :position)
              and (:event::uuid is null
                   or exists (select from events where event_id = :event::uuid))
            """;

    private static final String FINISH = """
            update interest_runs
            set state       = :state,
                finished_at = :finishedAt
            where run_id = :run
            """;

    private static final String ACCOUNTS_AFTER = """
            select position,
                   stream_id,
                   type,
                   schema_version,
                   payload
            from events
            where type = 'AccountOpened'
              and position > :position
            order by position
            limit :rows
            """;

    private final JdbcClient jdbc;
    private final EventCodec codec;

    InterestRunStore(JdbcClient jdbc, EventCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    /**
     * An account that a run comes to.
     *
     * @param position position of its opening in the log
     * @param productCode the product it was opened under, if any
     */
    record OpenedAccount(
            long position, UUID accountId, @Nullable String productCode) {}

    /**
     * Notes a run that is to be carried through.
     *
     * @return the run, or the one that the same request has begun before under the same key
     * @throws CommandRefusedException if the key was used for another request
     */
    @Transactional
    Begun<UUID> insert(UUID run, InterestRequests.Run request, State state, Caller caller, Instant startedAt) {
        String key = caller.storedKey();
        int inserted = jdbc.sql(INSERT)
                .param("run", run)
                .param("from", request.from())
                .param("to", request.to())
                .param("product", request.productCode())
                .param("state", state.name())
                .param("actor", caller.actor())
                .param("reason", request.reason())
                .param("startedAt", startedAt.atOffset(ZoneOffset.UTC))
                .param("key", key)
                .param("fingerprint", key == null ? null : request.fingerprint().bytes())
                .update();
        return inserted > 0
                ? Begun.now(run)
                : jdbc.sql(FIND_BY_KEY)
                        .param("key", key)
                        .query((row, i) -> Begun.before(
                                row.getObject("run_id", UUID.class),
                                Fingerprint.stored(row.getBytes("fingerprint")),
                                request.fingerprint()))
                        .single();
    }

    Optional<InterestRun> find(UUID run) {
        return jdbc.sql(FIND)
                .param("run", run)
                .query((row, rowNumber) -> run(row))
                .optional();
    }

    List<InterestRun> newest(int rows) {
        return jdbc.sql(NEWEST)
                .param("rows", rows)
                .query((row, rowNumber) -> run(row))
                .list();
    }

    Optional<InterestRun> oldestRunning() {
        return jdbc.sql(OLDEST_RUNNING).query((row, rowNumber) -> run(row)).optional();
    }

    /** The runs that wait for a second person, the oldest first. */
    List<InterestRun> waiting() {
        return jdbc.sql(WAITING).query((row, rowNumber) -> run(row)).list();
    }

    /** Lets a run wait that is counted. */
    @Transactional
    void counted(UUID run, UUID approvalId) {
        jdbc.sql(COUNTED).param("approvalId", approvalId).param("run", run).update();
    }

    /** Lets a run that waited go on, or ends it. */
    @Transactional
    void decided(UUID run, State state, @Nullable Instant finishedAt) {
        jdbc.sql(DECIDED)
                .param("state", state.name())
                .param("finishedAt", finishedAt == null ? null : finishedAt.atOffset(ZoneOffset.UTC))
                .param("run", run)
                .update();
    }

    /**
     * Notes how far a run is.
     *
     * @param from position that it was noted to be at before
     * @param event event that it has come to since, null if there is none
     * @return false if the log has lost one or the other; then nothing is noted
     */
    @Transactional
    boolean save(InterestRun run, long from, @Nullable UUID event) {
        return jdbc.sql(SAVE)
                        .param("from", from)
                        .param("event", event)
                        .param("position", run.position())
                        .param("done", run.accountsDone())
                        .param("paid", run.paid())
                        .param("unchanged", run.unchanged())
                        .param("refused", run.refused())
                        .param("failed", run.failed())
                        .param("problem", run.problem())
                        .param("run", run.runId())
                        .update()
                > 0;
    }

    /** Ends a run, and says that it is complete only if no account failed. */
    @Transactional
    void finish(InterestRun run, Instant finishedAt) {
        jdbc.sql(FINISH)
                .param("state", (run.failed() == 0 ? State.COMPLETED : State.FAILED).name())
                .param("finishedAt", finishedAt.atOffset(ZoneOffset.UTC))
                .param("run", run.runId())
                .update();
    }

    /** The next accounts by the position of their opening. */
    List<OpenedAccount> accountsAfter(long position, int rows) {
        return jdbc.sql(ACCOUNTS_AFTER)
                .param("position", position)
                .param("rows", rows)
                .query((row, rowNumber) -> account(row))
                .list();
    }

    private OpenedAccount account(ResultSet row) throws SQLException {
        var opened = codec.decode(row.getString("type"), row.getInt("schema_version"), row.getString("payload"));
        String productCode = opened instanceof AccountOpened account ? account.productCode() : null;
        return new OpenedAccount(row.getLong("position"), row.getObject("stream_id", UUID.class), productCode);
    }

    private static InterestRun run(ResultSet row) throws SQLException {
        OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        return new InterestRun(
                row.getObject("run_id", UUID.class),
                row.getObject("period_from", LocalDate.class),
                row.getObject("period_to", LocalDate.class),
                row.getString("product_code"),
                row.getString("actor"),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                row.getLong("position"),
                row.getLong("accounts_total"),
                row.getLong("accounts_done"),
                row.getLong("paid"),
                row.getLong("unchanged"),
                row.getLong("refused"),
                row.getLong("failed"),
                row.getString("problem"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finishedAt == null ? null : finishedAt.toInstant(),
                row.getObject("approval_id", UUID.class));
    }
}
