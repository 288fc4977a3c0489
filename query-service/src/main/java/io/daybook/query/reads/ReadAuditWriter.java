package io.daybook.query.reads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Writes reads in the background, many in one commit, and retries until they are stored. */
final class ReadAuditWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAuditWriter.class);

    private static final int BATCH_MAX = 2_000;

    /** Below what an auditor notices; it makes one commit of hundreds, which readers would feel on a busy disk. */
    private static final long GATHERING_MILLIS = 100;

    private static final Duration IDLE = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 500;

    private final ReadAuditQueue queue;
    private final ReadAuditStore log;
    private final Duration stopWaitMax;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "reads-writer");
    private volatile boolean running;
    private volatile long stopNanos;
    private boolean isFailing;

    ReadAuditWriter(ReadAuditQueue queue, ReadAuditStore log, Duration stopWaitMax) {
        this.queue = queue;
        this.log = log;
        this.stopWaitMax = stopWaitMax;
    }

    private void run() {
        try {
            while (running || !queue.isEmpty()) {
                List<ReadAuditEntry> batch = queue.next(BATCH_MAX, running ? IDLE : Duration.ZERO);
                if (!batch.isEmpty()) {
                    write(batch);
                    gather();
                }
            }
        } catch (InterruptedException e) {
            queue.abandon(0);
        }
    }

    private void write(List<ReadAuditEntry> batch) throws InterruptedException {
        while (!isWritten(batch)) {
            if (!running && System.nanoTime() - stopNanos > stopWaitMax.toNanos()) {
                queue.abandon(batch.size());
                return;
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
        queue.written(batch.size());
    }

    private boolean isWritten(List<ReadAuditEntry> batch) {
        try {
            log.append(batch);
            isFailing = false;
            return true;
        } catch (RuntimeException e) {
            // Whatever it is: a thread that ended here would leave reads unrecorded.
            if (!isFailing) {
                LOG.atWarn()
                        .setCause(e)
                        .log("Reads cannot be recorded at the moment; they wait, and it is tried again.");
            }
            isFailing = true;
            return false;
        }
    }

    private void gather() throws InterruptedException {
        boolean unused = stopping.await(GATHERING_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        stopNanos = System.nanoTime();
        running = false;
        stopping.countDown();
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

    /** Before the web server starts and after it has stopped, so that the last request's read is in. */
    @Override
    public int getPhase() {
        return 0;
    }
}
