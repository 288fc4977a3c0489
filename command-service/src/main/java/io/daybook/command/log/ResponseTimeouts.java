package io.daybook.command.log;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells those who have waited for an answer too long that it did not come. One thread looks for all of them: were each to
 * wait for a limited time by itself, the JVM's timer of virtual threads would be woken twice for every command, to be told of
 * a limit and that it does not matter any more. No {@code BackgroundLoop}, as it must outlive the appender's thread, which ends it.
 */
final class ResponseTimeouts implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;

    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();
    private final long longestNanos;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("answer-limit").daemon().factory());

    /** @param longest longest time that an answer may take; it is told up to a tenth of a second later */
    ResponseTimeouts(Duration longest) {
        this.longestNanos = longest.toNanos();
    }

    private record Wait(CompletableFuture<?> answer, long sinceNanos) {}

    /** Fails this answer with {@link EventLogUnavailableException} if it takes too long from now. */
    void begin(CompletableFuture<?> answer) {
        waits.add(new Wait(answer, System.nanoTime()));
    }

    void start() {
        var unused = looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Fails those that have waited too long. The oldest is at the head, so all behind one that may wait on may wait on too. */
    private void look() {
        long now = System.nanoTime();
        for (Wait wait = waits.peek(); wait != null && isOver(wait, now); wait = waits.peek()) {
            waits.poll();
            wait.answer().completeExceptionally(new EventLogUnavailableException("The log did not answer in time."));
        }
    }

    private boolean isOver(Wait wait, long now) {
        return wait.answer().isDone() || now - wait.sinceNanos() > longestNanos;
    }

    /** Fails all that still wait: no answer will come any more. */
    @Override
    public void close() {
        looking.shutdownNow();
        waits.forEach(wait ->
                wait.answer().completeExceptionally(new EventLogUnavailableException("The service is stopping.")));
    }
}
