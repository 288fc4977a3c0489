package io.daybook.projector.engine.rebuild;

import io.daybook.projector.http.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The rebuilds of a view: one at a time, of which this instance remembers its last. A kind of store adds its claim, which keeps
 * other instances away, and its generations.
 */
public abstract class Rebuilds implements RebuildOperations, AutoCloseable {

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

    /** Whether anybody has the claim. */
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
            throw underWay();
        }
        RebuildRun run = claim(plan).orElseThrow(Rebuilds::underWay);
        last = run;
        Thread.ofPlatform().name("rebuild-" + view).start(run::run);
        return run.status();
    }

    private static Problem underWay() {
        return new Problem(
                HttpStatus.CONFLICT,
                "rebuild-under-way",
                "A rebuild of this view is under way. Look at it with GET, or cancel it with DELETE, at the same path.");
    }

    /** The problem of a view that is told to go back and has nowhere to go. */
    protected static Problem noPreviousGeneration() {
        return new Problem(
                HttpStatus.CONFLICT,
                "no-previous-generation",
                "No generation before the one that serves is kept, so there is none to go back to.");
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
        RebuildStatus left = left().orElseThrow(() ->
                Problem.unknown("no-rebuild", "No rebuild of this view is under way, and none has left anything."));
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
                .orElseThrow(() -> Problem.unknown("unknown-generation", "This view has no such generation."));
        if (generation.isServing()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "generation-serves",
                    "This generation serves; it can be replaced, not dropped.");
        }
        if (isUnderWayHere() || isClaimed()) {
            throw underWay();
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
