package io.daybook.projector.engine.rebuild;

import io.daybook.serviceweb.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rebuilds of a view: one at a time, of which this instance remembers its last. A kind of store adds its claim, which keeps
 * other instances away, and its generations.
 */
public abstract class Rebuilds implements RebuildOperations {

    private static final Duration STOP_TIME_MAX = Duration.ofSeconds(10);

    private final String view;
    private @Nullable RebuildRun last;

    /** The rebuilds of that view. */
    protected Rebuilds(String view) {
        this.view = view;
    }

    /**
     * Claims the view for a run of this instance, which gives the claim up when it ends.
     *
     * @return the run; nothing if another instance has the claim
     * @throws Problem if the plan cannot be followed
     */
    protected abstract Optional<RebuildRun> claim(RebuildPlan plan) throws SQLException;

    /** Tells whether anybody has the claim. */
    protected abstract boolean isClaimed() throws SQLException;

    /** The status of what another instance builds, or an ended run has left beside the generation that serves. */
    protected abstract Optional<RebuildStatus> left() throws SQLException;

    /** Tells the instance that has the claim to give its run up. */
    protected abstract void cancelElsewhere() throws SQLException;

    /** Drops what an ended run has left. */
    protected abstract void discardLeft() throws SQLException;

    /** Drops a generation that does not serve. */
    protected abstract void discard(Generation generation) throws SQLException;

    @Override
    public synchronized RebuildStatus start(RebuildPlan plan) throws SQLException {
        if (isUnderWayHere()) {
            throw RebuildProblems.underWay();
        }
        RebuildRun run = claim(plan).orElseThrow(RebuildProblems::underWay);
        last = run;
        Thread.ofPlatform().name("rebuild-" + view).start(run::run);
        return run.status();
    }

    @Override
    public final Optional<RebuildStatus> status() throws SQLException {
        Optional<RebuildStatus> here = here();
        return here.isPresent() ? here : left();
    }

    private synchronized Optional<RebuildStatus> here() {
        return Optional.ofNullable(last).map(RebuildRun::status);
    }

    private synchronized boolean isUnderWayHere() {
        return last != null && !last.isOver();
    }

    @Override
    public final double progress() {
        return here().map(RebuildStatus::progress).orElse(Double.NaN);
    }

    @Override
    public final void cancel() throws SQLException {
        if (isCancelledHere()) {
            return;
        }
        RebuildStatus left = left().orElseThrow(RebuildProblems::noRebuild);
        if (left.state() == RebuildState.ELSEWHERE) {
            cancelElsewhere();
        } else {
            discardLeft();
            forget();
        }
    }

    private synchronized boolean isCancelledHere() {
        if (last == null || last.isOver()) {
            return false;
        }
        last.cancel();
        return true;
    }

    private synchronized void forget() {
        last = null;
    }

    @Override
    public final void drop(String name) throws SQLException {
        Generation generation = list().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(RebuildProblems::unknownGeneration);
        if (generation.isServing()) {
            throw RebuildProblems.generationServes();
        }
        if (isUnderWayHere() || isClaimed()) {
            throw RebuildProblems.underWay();
        }
        discard(generation);
    }

    @Override
    public final void close() {
        RebuildRun running;
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
