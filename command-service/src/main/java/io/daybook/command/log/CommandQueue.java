package io.daybook.command.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private static final long STOP_POLL_MILLIS = 100;

    private final Appender appender;
    private final LogProperties properties;
    private final BlockingQueue<Waiting> queue;
    private final Thread thread = new Thread(this::run, "appender");
    private volatile boolean running;

    CommandQueue(Appender appender, LogProperties properties) {
        this.appender = appender;
        this.properties = properties;
        this.queue = new ArrayBlockingQueue<>(properties.queueCapacity());
    }

    /** A submission, and where its outcome is awaited. */
    private record Waiting(Submission submission, CompletableFuture<Outcome> outcome) {}

    /**
     * Hands a command in and waits for what comes of it.
     *
     * @throws LogBusy if too many are waiting; the command was not taken
     * @throws LogUnavailable if the log cannot be reached or takes too long; the outcome may be unknown
     */
    public Outcome submit(Submission submission) {
        var waiting = new Waiting(submission, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            throw new LogBusy(queue.size());
        }
        return await(waiting.outcome());
    }

    private Outcome await(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.get(properties.answerWaitMax().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LogUnavailable("The log did not answer in time.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("The service is stopping.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private void run() {
        while (running || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(STOP_POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    appendWith(first);
                }
            } catch (InterruptedException e) {
                LOG.atError().log("The appender was interrupted; it goes on.");
            }
        }
    }

    private void appendWith(Waiting first) {
        var batch = new ArrayList<Waiting>();
        batch.add(first);
        queue.drainTo(batch, properties.batchMax() - 1);
        append(batch);
    }

    private void append(List<Waiting> batch) {
        try {
            List<Outcome> outcomes =
                    appender.append(batch.stream().map(Waiting::submission).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).outcome().complete(outcomes.get(i));
            }
        } catch (SQLException e) {
            LOG.atWarn()
                    .addKeyValue("commands", batch.size())
                    .addKeyValue("sqlState", e.getSQLState())
                    .setCause(e)
                    .log("The log could not be reached.");
            fail(batch, new LogUnavailable("The log could not be reached.", e));
        } catch (RuntimeException e) {
            appendOneByOne(batch, e);
        }
    }

    /** One command that cannot be decided must not take down those that wait beside it. */
    private void appendOneByOne(List<Waiting> batch, RuntimeException e) {
        if (batch.size() == 1) {
            LOG.atError().setCause(e).log("A command could not be decided.");
            fail(batch, e);
            return;
        }
        batch.forEach(waiting -> append(List.of(waiting)));
    }

    private static void fail(List<Waiting> batch, RuntimeException cause) {
        batch.forEach(waiting -> waiting.outcome().completeExceptionally(cause));
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
