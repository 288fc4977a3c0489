package io.daybook.command.integrity;

import io.daybook.command.integrity.Verification.State;
import io.daybook.command.integrity.Verification.Verdict;
import io.daybook.events.integrity.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Verifications, in the log's database, so that every instance knows of them. */
@Component
class VerificationStore {

    /** Longer than any page and any wait for Kafka takes: an instance that is silent for that long has stopped. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private static final String BEGIN = """
            insert into log_verifications (verification_id, state, events_total, actor)
            select :id,
                   'RUNNING',
                   position,
                   :actor
            from log_head
            on conflict (state) where state = 'RUNNING' do nothing
            """;

    private static final String GIVE_UP_SILENT = """
            update log_verifications
            set state       = 'INTERRUPTED',
                finished_at = progressed_at
            where state = 'RUNNING'
              and progressed_at < now() - make_interval(secs => :seconds)
            """;

    private static final String FIND = """
            select *,
                   extract(epoch from progressed_at - started_at) as seconds
            from log_verifications
            where verification_id = :id
            """;

    private static final String PROGRESS = """
            update log_verifications
            set events_done   = :done,
                heads_checked = :checked,
                heads_unknown = :unknown,
                progressed_at = now()
            where verification_id = :id
              and state = 'RUNNING'
            """;

    private static final String COMPLETE = """
            update log_verifications
            set state          = 'COMPLETED',
                events_done    = :done,
                heads_checked  = :checked,
                heads_unknown  = :unknown,
                topic_read     = :topicRead,
                progressed_at  = now(),
                finished_at    = now(),
                finding        = :finding,
                first_position = :first,
                until_position = :until,
                detail         = :detail
            where verification_id = :id
              and state = 'RUNNING'
            """;

    private static final String END = """
            update log_verifications
            set state       = :state,
                finished_at = now()
            where verification_id = :id
              and state = 'RUNNING'
            """;

    private final JdbcClient jdbc;

    VerificationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Progress of a verification. */
    record Progress(long done, long headsChecked, long headsUnknown) {}

    /** Records that a verification begins; false if another is under way. */
    @Transactional
    boolean begin(UUID id, String actor) {
        giveUpSilent();
        return jdbc.sql(BEGIN).param("id", id).param("actor", actor).update() > 0;
    }

    @Transactional
    Optional<Verification> find(UUID id) {
        giveUpSilent();
        return jdbc.sql(FIND)
                .param("id", id)
                .query((row, rowNumber) -> verification(row))
                .optional();
    }

    /** Records the progress of a verification; false if it is not wanted any more. */
    @Transactional
    boolean progress(UUID id, Progress progress) {
        return jdbc.sql(PROGRESS)
                        .param("done", progress.done())
                        .param("checked", progress.headsChecked())
                        .param("unknown", progress.headsUnknown())
                        .param("id", id)
                        .update()
                > 0;
    }

    @Transactional
    void complete(UUID id, Progress progress, boolean topicRead, @Nullable Finding finding) {
        jdbc.sql(COMPLETE)
                .param("done", progress.done())
                .param("checked", progress.headsChecked())
                .param("unknown", progress.headsUnknown())
                .param("topicRead", topicRead)
                .param("finding", finding == null ? null : finding.kind().name())
                .param("first", finding == null ? null : finding.position())
                .param("until", finding == null ? null : finding.untilPosition())
                .param("detail", finding == null ? null : finding.detail())
                .param("id", id)
                .update();
    }

    /** Ends a verification early; false if it is not under way. */
    @Transactional
    boolean end(UUID id, State state) {
        return jdbc.sql(END).param("state", state.name()).param("id", id).update() > 0;
    }

    private void giveUpSilent() {
        jdbc.sql(GIVE_UP_SILENT).param("seconds", SILENCE_MAX.toSeconds()).update();
    }

    private static Verification verification(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        long total = row.getLong("events_total");
        long done = row.getLong("events_done");
        double seconds = row.getDouble("seconds");
        double rate = seconds > 0 ? done / seconds : 0;
        return new Verification(
                row.getObject("verification_id", UUID.class),
                state,
                total,
                done,
                Math.round(rate),
                state == State.RUNNING && rate > 0 ? Math.round(Math.ceil((total - done) / rate)) : null,
                row.getLong("heads_checked"),
                row.getLong("heads_unknown"),
                row.getBoolean("topic_read"),
                row.getString("actor"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"),
                state == State.COMPLETED ? verdict(row) : null);
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        String finding = row.getString("finding");
        return finding == null
                ? new Verdict(true, null, null, null, null)
                : new Verdict(
                        false,
                        finding,
                        row.getLong("first_position"),
                        row.getLong("until_position"),
                        row.getString("detail"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
