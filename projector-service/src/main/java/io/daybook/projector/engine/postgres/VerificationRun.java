package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.VerifiedTables.Totals;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.postgres.SliceVerification.StreamRange;
import io.daybook.projector.engine.projection.ErrorClassifier;
import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.verification.VerificationProperties;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One walk over a view and the log, slice by slice, with a rest after each. */
final class VerificationRun {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRun.class);

    /** Number of times that a slice which differs is looked at again: a key may be destroyed and its erasure still to come. */
    private static final int LOOKS_AGAIN = 2;

    private static final Duration LOOK_AGAIN_PAUSE = Duration.ofSeconds(1);

    private static final String IS_WHOLE = """
            select is_whole
            from generation
            """;

    private final View view;
    private final EngineProperties properties;
    private final VerificationProperties settings;
    private final EventLog log;
    private final Generations generations;
    private final VerdictStore verdicts;
    private final Differences differences = new Differences();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private long streams;

    VerificationRun(
            View view,
            EngineProperties properties,
            VerificationProperties settings,
            EventLog log,
            Generations generations,
            VerdictStore verdicts) {
        this.view = view;
        this.properties = properties;
        this.settings = settings;
        this.log = log;
        this.generations = generations;
        this.verdicts = verdicts;
    }

    /** Verifies, and writes the verdict or why there is none. */
    void run() {
        try {
            verify();
        } catch (CancellationException e) {
            LOG.atInfo()
                    .addKeyValue("view", view.name())
                    .addKeyValue("cause", e.getMessage())
                    .log("The verification has ended without a verdict.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            failed(e);
        } finally {
            ended.countDown();
        }
    }

    boolean isOver() {
        return ended.getCount() == 0;
    }

    /** Stops it before the next slice and waits for that. */
    void stop(Duration timeMax) throws InterruptedException {
        stopping.countDown();
        boolean unused = ended.await(timeMax.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void failed(Exception e) {
        LOG.atWarn().addKeyValue("view", view.name()).setCause(e).log("The verification failed.");
        try {
            verdicts.writeTrouble(ErrorClassifier.text(e));
        } catch (SQLException unwritten) {
            LOG.atWarn().addKeyValue("view", view.name()).setCause(unwritten).log("The trouble could not be noted.");
        }
    }

    private void verify() throws SQLException, InterruptedException {
        Generation serving = generations.serving();
        try (ViewDatabase database = ViewDatabase.building(view.name(), view.name(), properties, 1);
                Connection connection = database.connection()) {
            checkWhole(connection);
            FoldedTables tables = FoldedTables.make(connection, view.name(), view.verifiedTables());
            var slices = new SliceVerification(connection, view, log, serving.number(), tables);
            verifyStreams(slices);
            differences.add(slices.outsideOfLog());
            var totals = new TotalsVerification(connection, view.name());
            for (Totals one : view.verifiedTables().totals()) {
                verifyTotals(totals, one);
            }
        }
        verdicts.write(serving.number(), serving.position(), streams, differences);
        LOG.atInfo()
                .addKeyValue("view", view.name())
                .addKeyValue("streams", streams)
                .addKeyValue("differences", differences.count())
                .log("The view has been compared with the log.");
    }

    private static void checkWhole(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_WHOLE);
                ResultSet row = statement.executeQuery()) {
            if (!row.next() || !row.getBoolean("is_whole")) {
                throw new IllegalStateException("The view does not know all its streams. Rebuild it once.");
            }
        }
    }

    private void verifyStreams(SliceVerification slices) throws SQLException, InterruptedException {
        UUID first = StreamRange.LOWEST;
        while (true) {
            List<UUID> next = log.streamsFrom(first, settings.sliceStreams());
            boolean isLast = next.size() < settings.sliceStreams();
            UUID last = isLast ? StreamRange.HIGHEST : next.getLast();
            verify(slices, new StreamRange(first, last));
            if (isLast || last.equals(StreamRange.HIGHEST)) {
                return;
            }
            first = StreamRange.after(last);
        }
    }

    private void verify(SliceVerification slices, StreamRange range) throws SQLException, InterruptedException {
        SliceVerification.Outcome outcome = verifyAndRest(slices, range);
        for (int i = 0; i < LOOKS_AGAIN && !outcome.differences().isEmpty(); i++) {
            pause(LOOK_AGAIN_PAUSE);
            outcome = verifyAndRest(slices, range);
        }
        streams += outcome.streams();
        differences.add(outcome.differences());
    }

    private SliceVerification.Outcome verifyAndRest(SliceVerification slices, StreamRange range)
            throws SQLException, InterruptedException {
        checkStop();
        long beganNanos = System.nanoTime();
        SliceVerification.Outcome outcome = slices.verify(range);
        rest(System.nanoTime() - beganNanos, outcome.events());
        return outcome;
    }

    private void verifyTotals(TotalsVerification totals, Totals one) throws SQLException, InterruptedException {
        Optional<String> slice = totals.next(one, null);
        while (slice.isPresent()) {
            checkStop();
            long beganNanos = System.nanoTime();
            differences.add(totals.differences(one, slice.get()));
            slice = totals.next(one, slice.get());
            rest(System.nanoTime() - beganNanos, 0);
        }
    }

    /** At least as long as the work took, and until the log has been read no faster than allowed. */
    private void rest(long workedNanos, long events) throws InterruptedException {
        long allowedNanos = TimeUnit.SECONDS.toNanos(events) / settings.eventsPerSecond();
        pause(Duration.ofNanos(Math.max(workedNanos, allowedNanos - workedNanos)));
    }

    private void pause(Duration time) throws InterruptedException {
        boolean unused = stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void checkStop() {
        if (stopping.getCount() == 0) {
            throw new CancellationException("The verification was stopped.");
        }
    }
}
