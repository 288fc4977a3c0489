package io.daybook.projector.engine.rebuild;

import io.daybook.projector.engine.projection.ErrorClassifier;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of building a generation beside the one that serves, and of letting it take over: its life cycle, and what operators
 * are told of it. A kind of store adds how to build.
 */
public abstract class RebuildRun {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRun.class);

    private static final String DIFFERENT =
            "It differs from the generation that serves. To let it take over, ask again with swap: always.";

    private final String view;
    private final RebuildPlan plan;
    private final RebuildProgress progress = new RebuildProgress();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Instant startedAt = Instant.now();

    private volatile RebuildState state = RebuildState.PREPARING;
    private volatile boolean isCancelled;
    private volatile @Nullable String generation;
    private volatile @Nullable Comparison comparison;
    private volatile @Nullable String trouble;
    private volatile @Nullable Instant endedAt;

    /** A run for that view. */
    protected RebuildRun(String view, RebuildPlan plan) {
        this.view = view;
        this.plan = plan;
    }

    /**
     * Builds the generation and does with it what the plan says.
     *
     * @return the state in which it ends
     * @throws CancellationException if it is stopped on the way
     */
    protected abstract RebuildState build(RebuildPlan wanted)
            throws SQLException, InterruptedException, ExecutionException;

    /** Tells whether an operator has cancelled it on another instance. */
    protected abstract boolean isCancelledElsewhere() throws SQLException;

    /** Discards what it has built; it was cancelled. */
    protected abstract void discard() throws SQLException;

    /** Gives up the claim that keeps other runs for the view away. */
    protected abstract void release();

    /** Runs; returns when that has ended, in whatever way. */
    final void run() {
        RebuildState last = RebuildState.FAILED;
        try {
            last = build(plan);
        } catch (CancellationException e) {
            last = stopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            last = RebuildState.INTERRUPTED;
        } catch (ExecutionException | SQLException | RuntimeException e) {
            last = failed(e);
        } finally {
            release();
            end(last);
            ended.countDown();
        }
    }

    private RebuildState stopped() {
        try {
            if (!isCancelled && !isCancelledElsewhere()) {
                return RebuildState.INTERRUPTED;
            }
            discard();
            return RebuildState.CANCELLED;
        } catch (SQLException | RuntimeException e) {
            return failed(e);
        }
    }

    private RebuildState failed(Exception e) {
        trouble = ErrorClassifier.text(e);
        if (stopping.getCount() == 0) {
            return RebuildState.INTERRUPTED;
        }
        LOG.atWarn().addKeyValue("view", view).setCause(e).log("The rebuild failed.");
        return RebuildState.FAILED;
    }

    private void end(RebuildState last) {
        endedAt = Instant.now();
        state = last;
        LOG.atInfo()
                .addKeyValue("view", view)
                .addKeyValue("generation", generation)
                .addKeyValue("state", last)
                .log("The rebuild has ended.");
    }

    /** Gives it up at the next batch. */
    public final void cancel() {
        isCancelled = true;
    }

    /** Stops it at the next batch, to be gone on with another time, and waits for that. */
    final void stop(Duration timeMax) throws InterruptedException {
        stopping.countDown();
        boolean unused = ended.await(timeMax.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Ends the building where it is wanted no longer; asked between batches.
     *
     * @throws CancellationException if it is cancelled, or its service stops
     */
    protected final void checkStop() {
        if (isCancelled || stopping.getCount() == 0) {
            throw stopException();
        }
    }

    /** The exception that stops the building. */
    protected static CancellationException stopException() {
        return new CancellationException("The rebuild was stopped.");
    }

    /** Waits, but not when its service stops. */
    protected final void pause(Duration time) throws InterruptedException {
        boolean unused = stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells whether it was cancelled on this instance. */
    protected final boolean isCancelled() {
        return isCancelled;
    }

    /** Tells operators the name of the generation that it builds. */
    protected final void builds(String name) {
        generation = name;
    }

    /** The name of the generation that it builds; null as long as there is none. */
    protected final @Nullable String generation() {
        return generation;
    }

    /** Tells operators where it is. */
    protected final void enter(RebuildState next) {
        state = next;
    }

    /** Tells operators what differs. */
    protected final void compared(Comparison result) {
        comparison = result;
    }

    /**
     * Decides whether a generation that compares like that takes over; operators are told why not.
     *
     * @param swap rule of taking over that was asked for
     */
    protected final boolean takesOver(SwapMode swap, Comparison result) {
        trouble = result.equal() || swap == SwapMode.ALWAYS ? null : DIFFERENT;
        return swap == SwapMode.ALWAYS || (swap == SwapMode.IF_EQUAL && result.equal());
    }

    /** The count of its events. */
    protected final RebuildProgress progress() {
        return progress;
    }

    final boolean isOver() {
        return ended.getCount() == 0;
    }

    final RebuildStatus status() {
        return new RebuildStatus(
                view,
                state,
                generation,
                plan instanceof RebuildPlan.Anew anew ? anew.swap() : null,
                plan.source(),
                progress.done(),
                progress.total(),
                progress.perSecond(),
                state.isOver() ? null : progress.secondsLeft(),
                startedAt,
                endedAt,
                comparison,
                trouble);
    }
}
