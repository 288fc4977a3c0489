package io.daybook.command.log;

import io.daybook.command.decision.Refusal;
import io.daybook.command.log.Outcome.Declined;
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
 * Where commands wait for the appender. Under load many wait while one batch commits, and the next batch carries them all;
 * alone a command waits for nobody. The queue is bounded: one command more is told to come back later.
 */
public final class CommandQueue implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CommandQueue.class);

    /** After the web server has stopped taking requests, so that every request taken is also answered. */
    private static final int PHASE = 0;

    /** What a command among others is told that could not be decided. */
    private static final Refusal UNDECIDABLE = new Refusal.Words(
            Refusal.Kind.NOT_ALLOWED_NOW,
            "internal",
            "This could not be decided. The fault is ours and has been logged.");

    private static final long STOP_POLL_MILLIS = 100;

    private final Log log;
    private final LogProperties properties;
    private final LogMetrics metrics;
    private final Traces traces;
    private final BlockingQueue<Waiting> queue;
    private final ResponseTimeouts limit;
    private final OverloadThrottle refusals = new OverloadThrottle(System.nanoTime());
    private final Thread thread = new Thread(this::work, "appender");
    private volatile boolean running;
    private volatile boolean hasEnded;

    CommandQueue(Log log, LogProperties properties, LogMetrics metrics, Traces traces) {
        this(log, properties, metrics, traces, new ArrayBlockingQueue<>(properties.queueCapacity()));
    }

    /** With a queue in which the order of what threads do can be arranged. */
    CommandQueue(Log log, LogProperties properties, LogMetrics metrics, Traces traces, BlockingQueue<Waiting> queue) {
        this.log = log;
        this.properties = properties;
        this.metrics = metrics;
        this.traces = traces;
        this.queue = queue;
        this.limit = new ResponseTimeouts(properties.answerWaitMax());
    }

    /** What batches are appended to: all that the queue knows of the {@link Appender}. */
    @FunctionalInterface
    interface Log {
        /** See {@link Appender#append}. */
        List<Outcome> append(List<CommandEnvelope> submissions) throws SQLException;
    }

    /**
     * Submissions that are decided in one batch, and where their outcomes are awaited.
     *
     * @param submissions one or more
     * @param outcomes their outcomes, in the same order
     * @param isGroup whether it was handed in as a group, in which a fault is one command's matter
     * @param sinceNanos when it was handed in, by {@link System#nanoTime}
     * @param work what they were handed in for
     */
    record Waiting(
            List<CommandEnvelope> submissions,
            CompletableFuture<List<Outcome>> outcomes,
            boolean isGroup,
            long sinceNanos,
            TraceContextSnapshot work) {

        Waiting(List<CommandEnvelope> submissions, boolean isGroup, TraceContextSnapshot work) {
            this(submissions, new CompletableFuture<>(), isGroup, System.nanoTime(), work);
        }
    }

    /** How many commands wait; a group counts as one. */
    int waiting() {
        return queue.size();
    }

    /**
     * Hands a command in and waits for what comes of it.
     *
     * @throws CommandQueueFullException if too many are waiting; the command was not taken
     * @throws EventLogUnavailableException if the log cannot be reached or takes too long; the outcome may be unknown
     */
    public Outcome submit(CommandEnvelope submission) {
        try {
            return await(handIn(List.of(submission), false)).getFirst();
        } catch (CommandQueueFullException busy) {
            refusals.await();
            throw busy;
        }
    }

    /**
     * Hands commands in that are decided in their order and committed together, and waits for what comes of them. They take
     * one place in the queue. One that cannot be decided for a fault in the program is declined as {@code internal}.
     *
     * @param submissions one or more, no more than a batch may carry
     * @return the outcomes, in the order of the submissions
     * @throws CommandQueueFullException if too many are waiting; no command was taken
     * @throws EventLogUnavailableException if the log cannot be reached or takes too long; the outcomes may be unknown
     */
    public List<Outcome> submitAll(List<CommandEnvelope> submissions) {
        if (submissions.isEmpty() || submissions.size() > properties.batchMax()) {
            throw new IllegalArgumentException(
                    "A group has 1 to %d commands, not %d.".formatted(properties.batchMax(), submissions.size()));
        }
        return await(handIn(List.copyOf(submissions), true));
    }

    /** Hands commands in, without waiting for what comes of them. */
    CompletableFuture<List<Outcome>> handIn(List<CommandEnvelope> submissions, boolean isGroup) {
        var waiting = new Waiting(submissions, isGroup, traces.current());
        if (!queue.offer(waiting)) {
            metrics.turnedAway(submissions.size());
            throw new CommandQueueFullException(queue.size());
        }
        if (hasEnded) {
            failAllThatWait();
        }
        return waiting.outcomes();
    }

    private List<Outcome> await(CompletableFuture<List<Outcome>> outcomes) {
        limit.begins(outcomes);
        try {
            return outcomes.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventLogUnavailableException("The service is stopping.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    /** Appends what is handed in, until the queue is closed and empty. */
    void work() {
        try {
            while (running || !queue.isEmpty()) {
                appendNext();
            }
        } finally {
            // In this order: who came before is found here, and who comes later sees that nobody will look.
            hasEnded = true;
            failAllThatWait();
        }
    }

    private void appendNext() {
        try {
            Waiting first = queue.poll(STOP_POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                List<Waiting> batch = batchWith(first);
                noteWaits(batch);
                append(batch);
            }
        } catch (InterruptedException e) {
            LOG.atError().log("The appender was interrupted; it goes on.");
        } catch (RuntimeException e) {
            // Whoever waits is answered in time that the outcome is unknown; all others must not wait for ever.
            LOG.atError().setCause(e).log("The appender met a fault of its own; it goes on.");
        }
    }

    private void failAllThatWait() {
        for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
            fail(List.of(left), new EventLogUnavailableException("The service is stopping."));
        }
    }

    /** As many as wait and fit, in their order: what does not fit begins the next batch, and nothing overtakes it. */
    private List<Waiting> batchWith(Waiting first) {
        var batch = new ArrayList<Waiting>();
        int commands = 0;
        for (Waiting next = first; next != null; next = pollIfFits(properties.batchMax() - commands)) {
            batch.add(next);
            commands += next.submissions().size();
        }
        return batch;
    }

    private @Nullable Waiting pollIfFits(int room) {
        Waiting next = queue.peek();
        return next != null && next.submissions().size() <= room ? queue.poll() : null;
    }

    private void noteWaits(List<Waiting> batch) {
        long now = System.nanoTime();
        batch.forEach(waiting -> metrics.waited(now - waiting.sinceNanos()));
    }

    private void append(List<Waiting> batch) {
        long startNanos = System.nanoTime();
        List<Outcome> outcomes;
        try {
            outcomes = appendTogether(batch.stream()
                    .flatMap(waiting -> waiting.submissions().stream())
                    .toList());
        } catch (SQLException e) {
            failForWantOfLog(batch, e);
            return;
        } catch (RuntimeException e) {
            appendOneByOne(batch, e);
            return;
        }
        long endNanos = System.nanoTime();
        complete(batch, outcomes);
        tell(batch, startNanos, endNanos, outcomes.size());
    }

    /** One commit carries many commands, and each one's trace is to show it: so each gets a span of its own. */
    private static void tell(List<Waiting> batch, long startNanos, long endNanos, int commands) {
        var append =
                new CompletedSpan("append", startNanos, endNanos, Map.of("batch.commands", Integer.toString(commands)));
        batch.forEach(waiting -> {
            waiting.work().recordSpan(new CompletedSpan("command wait", waiting.sinceNanos(), startNanos, Map.of()));
            waiting.work().recordSpan(append);
        });
    }

    private List<Outcome> appendTogether(List<CommandEnvelope> submissions) throws SQLException {
        long startNanos = System.nanoTime();
        List<Outcome> outcomes = log.append(submissions);
        metrics.appended(outcomes, System.nanoTime() - startNanos);
        return outcomes;
    }

    /** One command that cannot be decided must not take down those that wait beside it. */
    private void appendOneByOne(List<Waiting> batch, RuntimeException e) {
        Waiting first = batch.getFirst();
        if (batch.size() > 1) {
            batch.forEach(waiting -> append(List.of(waiting)));
        } else if (first.isGroup()) {
            first.work().run(() -> appendGroup(first));
        } else {
            first.work().run(() -> LOG.atError().setCause(e).log("A command could not be decided."));
            fail(batch, e);
        }
    }

    private void appendGroup(Waiting group) {
        try {
            group.outcomes().complete(appendInHalves(group.submissions()));
        } catch (SQLException e) {
            failForWantOfLog(List.of(group), e);
        }
    }

    /** Finds the commands that cannot be decided; all others are appended in their order, though no longer together. */
    private List<Outcome> appendInHalves(List<CommandEnvelope> submissions) throws SQLException {
        try {
            return appendTogether(submissions);
        } catch (RuntimeException e) {
            if (submissions.size() == 1) {
                metrics.failed(1);
                LOG.atError().setCause(e).log("A command of a group could not be decided.");
                return List.of(new Declined(UNDECIDABLE));
            }
            int half = submissions.size() / 2;
            var outcomes = new ArrayList<>(appendInHalves(submissions.subList(0, half)));
            outcomes.addAll(appendInHalves(submissions.subList(half, submissions.size())));
            return outcomes;
        }
    }

    private static void complete(List<Waiting> batch, List<Outcome> outcomes) {
        int from = 0;
        for (Waiting waiting : batch) {
            int to = from + waiting.submissions().size();
            waiting.outcomes().complete(outcomes.subList(from, to));
            from = to;
        }
    }

    private void failForWantOfLog(List<Waiting> batch, SQLException e) {
        Runnable warning = () -> LOG.atWarn()
                .addKeyValue("sqlState", e.getSQLState())
                .setCause(e)
                .log("The log could not be reached.");
        if (batch.size() == 1) {
            batch.getFirst().work().run(warning);
        } else {
            warning.run();
        }
        fail(batch, new EventLogUnavailableException("The log could not be reached.", e));
    }

    private void fail(List<Waiting> batch, RuntimeException cause) {
        batch.forEach(waiting -> {
            metrics.failed(waiting.submissions().size());
            waiting.outcomes().completeExceptionally(cause);
        });
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
        limit.start();
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
            limit.close();
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
