package io.daybook.serviceweb;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that one thread does in rounds for as long as the application runs. A round that fails does not end the thread; the next
 * one comes after the pause that lies between rounds, or as soon as the loop is woken.
 */
public abstract class BackgroundLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final Duration pause;
    private final @Nullable Duration stopWaitMax;
    private final Semaphore wakes = new Semaphore(0);
    private final CountDownLatch firstRound = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    /**
     * A loop whose round under way is waited for, however long it takes, when the application stops.
     *
     * @param name the thread's name
     * @param pause the time between two rounds; zero for rounds that wait by themselves
     */
    protected BackgroundLoop(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
        this.stopWaitMax = null;
    }

    /**
     * A loop whose round under way is interrupted if it takes too long when the application stops.
     *
     * @param name the thread's name
     * @param pause the time between two rounds; zero for rounds that wait by themselves
     * @param stopWaitMax the longest wait for the thread's end
     */
    protected BackgroundLoop(String name, Duration pause, Duration stopWaitMax) {
        this.name = name;
        this.pause = pause;
        this.stopWaitMax = stopWaitMax;
    }

    /** Comes before the first round, on the same thread. */
    protected void begin() {}

    /** One round. */
    protected abstract void round() throws Exception;

    /** Comes after a round that failed, and before the pause. */
    protected void failed(Exception e) throws InterruptedException {
        LOG.atError()
                .addKeyValue("thread", name)
                .setCause(e)
                .log("A background loop met a fault of its own; it goes on.");
        pause(FAILURE_PAUSE);
    }

    /** Comes after the last round, on the same thread. */
    protected void end() throws InterruptedException {}

    /** Comes instead of what is left to do when the thread is interrupted. */
    protected void interrupted() {}

    /** Lets the next round begin at once. */
    public final void wake() {
        wakes.release();
    }

    /**
     * Waits that long, or until the loop is woken or stopped.
     *
     * @return false if the loop is to end
     */
    protected final boolean pause(Duration longest) throws InterruptedException {
        if (running && wakes.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            wakes.drainPermits();
        }
        return running;
    }

    /** Does a round, and survives it. */
    protected final void attempt() throws InterruptedException {
        try {
            countedRound();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failed(e);
        }
    }

    private void countedRound() throws Exception {
        try {
            round();
        } finally {
            firstRound.countDown();
        }
    }

    /** Waits for the end of the first round, however it ends, but no longer than that. */
    protected final void awaitFirstRound(Duration longest) {
        try {
            boolean unused = firstRound.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            begin();
            while (running) {
                attempt();
                if (!pause.isZero()) {
                    pause(pause);
                }
            }
            end();
        } catch (InterruptedException e) {
            interrupted();
        } catch (RuntimeException | Error e) {
            LOG.atError()
                    .addKeyValue("thread", name)
                    .setCause(e)
                    .log("A background loop has ended for a fault of its own.");
            throw e;
        }
    }

    /** Name of its thread. */
    public final String name() {
        return name;
    }

    /** Tells whether its thread has ended although the application runs. */
    public final boolean hasDied() {
        Thread started = thread;
        return running && started != null && !started.isAlive();
    }

    @Override
    public void start() {
        running = true;
        var started = new Thread(this::run, name);
        started.start();
        thread = started;
    }

    @Override
    public void stop() {
        running = false;
        wake();
        Thread started = thread;
        if (started == null) {
            return;
        }
        try {
            if (stopWaitMax == null) {
                started.join();
            } else if (!started.join(stopWaitMax)) {
                started.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}
