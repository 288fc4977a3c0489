package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.verification.Verdict;
import io.daybook.projector.engine.verification.VerificationOperations;
import io.daybook.projector.engine.verification.VerificationProblems;
import io.daybook.projector.engine.verification.VerificationProperties;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The verifications of a view in Postgres. */
final class PostgresVerifications implements VerificationOperations {

    private static final Duration STOP_TIME_MAX = Duration.ofSeconds(10);

    private final View view;
    private final EngineProperties properties;
    private final VerificationProperties settings;
    private final EventLog log;
    private final DataSource dataSource;
    private final VerdictStore verdicts;
    private @Nullable VerificationRun last;

    /**
     * The verifications of a view.
     *
     * @param dataSource of the generation that serves
     */
    PostgresVerifications(
            View view,
            EngineProperties properties,
            VerificationProperties settings,
            EventLog log,
            DataSource dataSource) {
        this.view = view;
        this.properties = properties;
        this.settings = settings;
        this.log = log;
        this.dataSource = dataSource;
        this.verdicts = new VerdictStore(dataSource);
    }

    @Override
    public Verdict start() throws SQLException {
        log.check();
        Verdict before = verdicts.read();
        ViewGuard guard = claim().orElseThrow(VerificationProblems::underWay);
        VerificationRun run = begun();
        Thread.ofPlatform().name("verify-" + view.name()).start(() -> run(run, guard));
        return before.running();
    }

    @Override
    public void runUnlessDoneSince(Instant moment) throws SQLException {
        Optional<ViewGuard> guard = claim();
        if (guard.isEmpty()) {
            return;
        }
        Instant checkedAt = null;
        try {
            checkedAt = verdicts.read().checkedAt();
        } catch (SQLException | RuntimeException e) {
            guard.get().close();
            throw e;
        }
        if (checkedAt != null && checkedAt.isAfter(moment)) {
            guard.get().close();
        } else {
            run(begun(), guard.get());
        }
    }

    private Optional<ViewGuard> claim() throws SQLException {
        return ViewGuard.ofVerification(view.name(), dataSource);
    }

    private synchronized VerificationRun begun() {
        var run = new VerificationRun(
                view, properties, settings, log, new Generations(view.name(), dataSource), verdicts);
        last = run;
        return run;
    }

    private static void run(VerificationRun run, ViewGuard guard) {
        try (guard) {
            run.run();
        }
    }

    @Override
    public Optional<Verdict> verdict() throws SQLException {
        Verdict verdict = verdicts.read();
        return Optional.of(isRunning() ? verdict.running() : verdict);
    }

    private synchronized boolean isRunning() {
        return last != null && !last.isOver();
    }

    @Override
    public void close() {
        VerificationRun running;
        synchronized (this) {
            running = last;
        }
        if (running == null) {
            return;
        }
        try {
            running.stop(STOP_TIME_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
