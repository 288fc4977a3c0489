package io.daybook.command.log;

import io.daybook.command.log.Outcome.Failed;
import io.daybook.command.log.load.OverloadThrottle;
import io.daybook.telemetry.CompletedSpan;
import io.daybook.telemetry.TraceContextSnapshot;
import io.daybook.telemetry.Traces;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Queue of commands for the appender. Under load many wait while one batch commits, and the next batch carries them all;
 * a single command does not wait. The queue is bounded: a command that finds it full is rejected.
 *
 * <p>Its thread is no {@code BackgroundLoop}: it survives interruption, and ends only once the queue is empty.
 */
public final class CommandQueue implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CommandQueue.class);

    /** After the web server has stopped taking requests, so that every request taken is also answered. */
    private static final int PHASE = 0;

    private static final Failed UNDECIDABLE =
            new Failed("internal", "This could not be decided. The fault is ours and has been logged.");

    private static final long STOP_POLL_MILLIS = 100;

    private final Log log;
    private final LogProperties properties;
    private final LogMetrics metrics;
    private final Traces traces;
    private final BlockingQueue<QueuedCommands> queue;
    private final ResponseTimeouts timeouts;
    private final OverloadThrottle throttle = new OverloadThrottle(System.nanoTime());
    private final Thread thread = new Thread(this::work, "appender");
    private volatile boolean running;
    private volatile boolean hasEnded;

    CommandQueue(Log log, LogProperties properties, LogMetrics metrics, Traces traces) {
        this(log, properties, metrics, traces, new ArrayBlockingQueue<>(properties.queueCapacity()));
    }

    /** With a queue in which the order of what threads do can be arranged. */
    CommandQueue(
            Log log, LogProperties properties, LogMetrics metrics, Traces traces, BlockingQueue<QueuedCommands> queue) {
        this.log = log;
        this.properties = properties;
        this.metrics = metrics;
        this.traces = traces;
        this.queue = queue;
        this.timeouts = new ResponseTimeouts(properties.answerWaitMax());
    }

    /** Target of batches: all that the queue knows of the {@link Appender}. */
    @FunctionalInterface
    interface Log {
        /** See {@link Appender#append}. */
        List<Outcome> append(List<CommandEnvelope> envelopes) throws SQLException;
    }

    /**
     * Commands that are decided in one batch, and the future of their outcomes.
     *
     * @param envelopes one or more
     * @param outcomes their outcomes, in the same order
     * @param isGroup true if it was enqueued as a group, in which a fault is one command's matter
     * @param sinceNanos time when it was enqueued, by {@link System#nanoTime}
     * @param trace the trace that they belong to
     */
    record QueuedCommands(
            List<CommandEnvelope> envelopes,
            CompletableFuture<List<Outcome>> outcomes,
            boolean isGroup,
            long sinceNanos,
            TraceContextSnapshot trace) {

        QueuedCommands(List<CommandEnvelope> envelopes, boolean isGroup, TraceContextSnapshot trace) {
            this(envelopes, new CompletableFuture<>(), isGroup, System.nanoTime(), trace);
        }
    }

    /** Number of commands that wait; a group counts as one. */
    int size() {
        return queue.size();
    }

    /**
     * Enqueues a command and waits for its outcome.
     *
     * @throws CommandQueueFullException if too many are waiting; the command was not taken
     * @throws EventLogUnavailableException if the log cannot be reached or takes too long; the outcome may be unknown
     */
    public Outcome submit(CommandEnvelope envelope) {
        try {
            return await(enqueue(List.of(envelope), false)).getFirst();
        } catch (CommandQueueFullException busy) {
            throttle.await();
            throw busy;
        }
    }

    /**
     * Enqueues commands that are decided in their order and committed together, and waits for their outcomes. They take
     * one place in the queue. One that cannot be decided for a fault in the program fails by itself.
     *
     * @param envelopes one or more, no more than a batch may carry
     * @return the outcomes, in the order of the commands
     * @throws CommandQueueFullException if too many are waiting; no command was taken
     * @throws EventLogUnavailableException if the log cannot be reached or takes too long; the outcomes may be unknown
     */
    public List<Outcome> submitAll(List<CommandEnvelope> envelopes) {
        if (envelopes.isEmpty() || envelopes.size() > properties.batchMax()) {
            throw new IllegalArgumentException(
                    "A group has 1 to %d commands, not %d.".formatted(properties.batchMax(), envelopes.size()));
        }
        return await(enqueue(List.copyOf(envelopes), true));
    }

    /** Enqueues commands, without waiting for their outcomes. */
    CompletableFuture<List<Outcome>> enqueue(List<CommandEnvelope> envelopes, boolean isGroup) {
        var queued = new QueuedCommands(envelopes, isGroup, traces.current());
        if (!queue.offer(queued)) {
            metrics.rejected(envelopes.size());
            throw new CommandQueueFullException(queue.size());
        }
        if (hasEnded) {
            failRemaining();
        }
        return queued.outcomes();
    }

    private List<Outcome> await(CompletableFuture<List<Outcome>> outcomes) {
        timeouts.begin(outcomes);
        try {
            return outcomes.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventLogUnavailableException("The service is stopping.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    /** Appends the commands of the queue, until it is closed and empty. */
    void work() {
        try {
            while (running || !queue.isEmpty()) {
                appendNext();
            }
        } catch (Error e) {
            LOG.atError()
                    .setCause(e)
                    .log("The appender has ended. This instance appends nothing until it is restarted.");
            throw e;
        } finally {
            // In this order: what was enqueued before is failed here, and what is enqueued later sees that the queue
            // has ended.
            hasEnded = true;
            failRemaining();
        }
    }

    private void appendNext() {
        try {
            QueuedCommands first = queue.poll(STOP_POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                List<QueuedCommands> batch = batchWith(first);
                recordWaits(batch);
                append(batch);
            }
        } catch (InterruptedException e) {
            LOG.atError().log("The appender was interrupted; it goes on.");
        } catch (RuntimeException e) {
            // Whoever waits is answered in time that the outcome is unknown; all others must not wait for ever.
            LOG.atError().setCause(e).log("The appender met a fault of its own; it goes on.");
        }
    }

    private void failRemaining() {
        for (QueuedCommands left = queue.poll(); left != null; left = queue.poll()) {
            fail(
                    List.of(left),
                    new EventLogUnavailableException(
                            running ? "The appender of this instance has ended." : "The service is stopping."));
        }
    }

    /** As many as wait and fit, in their order: what does not fit begins the next batch, and nothing overtakes it. */
    private List<QueuedCommands> batchWith(QueuedCommands first) {
        var batch = new ArrayList<QueuedCommands>();
        int commands = 0;
        for (QueuedCommands next = first; next != null; next = pollIfFits(properties.batchMax() - commands)) {
            batch.add(next);
            commands += next.envelopes().size();
        }
        return batch;
    }

    private @Nullable QueuedCommands pollIfFits(int room) {
        QueuedCommands next = queue.peek();
        return next != null && next.envelopes().size() <= room ? queue.poll() : null;
    }

    private void recordWaits(List<QueuedCommands> batch) {
        long now = System.nanoTime();
        batch.forEach(queued -> metrics.waited(now - queued.sinceNanos()));
    }

    private void append(List<QueuedCommands> batch) {
        long startNanos = System.nanoTime();
        List<Outcome> outcomes;
        try {
            outcomes = appendTogether(batch.stream()
                    .flatMap(queued -> queued.envelopes().stream())
                    .toList());
        } catch (SQLException e) {
            failUnavailable(batch, e);
            return;
        } catch (ClockDeviatesException e) {
            failForClocks(batch, e);
            return;
        } catch (RuntimeException e) {
            appendOneByOne(batch, e);
            return;
        }
        long endNanos = System.nanoTime();
        complete(batch, outcomes);
        report(() -> recordSpans(batch, startNanos, endNanos, outcomes.size()));
    }

    /** Tells others of what is committed. Whatever fails in that, the commands must not be appended again. */
    private static void report(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A batch was committed, but not counted or traced.");
        }
    }

    /** One commit carries many commands, and each one's trace is to show it: so each gets a span of its own. */
    private static void recordSpans(List<QueuedCommands> batch, long startNanos, long endNanos, int commands) {
        var append =
                new CompletedSpan("append", startNanos, endNanos, Map.of("batch.commands", Integer.toString(commands)));
        batch.forEach(queued -> {
            queued.trace().recordSpan(new CompletedSpan("command wait", queued.sinceNanos(), startNanos, Map.of()));
            queued.trace().recordSpan(append);
        });
    }

    private List<Outcome> appendTogether(List<CommandEnvelope> envelopes) throws SQLException {
        long startNanos = System.nanoTime();
        List<Outcome> outcomes = log.append(envelopes);
        long tookNanos = System.nanoTime() - startNanos;
        report(() -> metrics.appended(outcomes, tookNanos));
        return outcomes;
    }

    /** One command that cannot be decided must not take down those that wait beside it. */
    private void appendOneByOne(List<QueuedCommands> batch, RuntimeException e) {
        QueuedCommands first = batch.getFirst();
        if (batch.size() > 1) {
            batch.forEach(queued -> append(List.of(queued)));
        } else if (first.isGroup()) {
            first.trace().run(() -> appendGroup(first));
        } else {
            first.trace().run(() -> LOG.atError().setCause(e).log("A command could not be decided."));
            fail(batch, e);
        }
    }

    private void appendGroup(QueuedCommands group) {
        try {
            group.outcomes().complete(appendInHalves(group.envelopes()));
        } catch (SQLException e) {
            failUnavailable(List.of(group), e);
        } catch (ClockDeviatesException e) {
            failForClocks(List.of(group), e);
        }
    }

    /** Finds the commands that cannot be decided; all others are appended in their order, though no longer together. */
    private List<Outcome> appendInHalves(List<CommandEnvelope> envelopes) throws SQLException {
        try {
            return appendTogether(envelopes);
        } catch (ClockDeviatesException e) {
            throw e;
        } catch (RuntimeException e) {
            if (envelopes.size() == 1) {
                metrics.failed(1);
                LOG.atError().setCause(e).log("A command of a group could not be decided.");
                return List.of(UNDECIDABLE);
            }
            int half = envelopes.size() / 2;
            var outcomes = new ArrayList<>(appendInHalves(envelopes.subList(0, half)));
            outcomes.addAll(appendInHalves(envelopes.subList(half, envelopes.size())));
            return outcomes;
        }
    }

    private static void complete(List<QueuedCommands> batch, List<Outcome> outcomes) {
        int from = 0;
        for (QueuedCommands queued : batch) {
            int to = from + queued.envelopes().size();
            queued.outcomes().complete(outcomes.subList(from, to));
            from = to;
        }
    }

    private void failUnavailable(List<QueuedCommands> batch, SQLException e) {
        Runnable warning = () -> LOG.atWarn()
                .addKeyValue("sqlState", e.getSQLState())
                .setCause(e)
                .log("The log could not be reached.");
        if (batch.size() == 1) {
            batch.getFirst().trace().run(warning);
        } else {
            warning.run();
        }
        fail(batch, new EventLogUnavailableException("The log could not be reached.", e));
    }

    private void failForClocks(List<QueuedCommands> batch, ClockDeviatesException e) {
        LOG.atError().addKeyValue("detail", e.getMessage()).log("The clocks do not agree; nothing is recorded.");
        fail(batch, e);
    }

    private void fail(List<QueuedCommands> batch, RuntimeException cause) {
        batch.forEach(queued -> {
            metrics.failed(queued.envelopes().size());
            queued.outcomes().completeExceptionally(cause);
        });
    }

    /** Tells whether the appender has ended although the service runs. */
    public boolean hasDied() {
        return running && hasEnded;
    }

    /** Lets {@link #work} go on until it is closed. */
    void open() {
        running = true;
    }

    /** Lets {@link #work} end once nothing waits any more. */
    void close() {
        running = false;
    }

    @Override
    public void start() {
        open();
        timeouts.start();
        thread.start();
    }

    @Override
    public void stop() {
        close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timeouts.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
