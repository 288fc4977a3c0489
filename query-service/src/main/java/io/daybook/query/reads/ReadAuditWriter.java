package io.daybook.query.reads;

import io.daybook.serviceweb.BackgroundLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes reads in the background, many in one commit, and retries until they are stored. */
final class ReadAuditWriter extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAuditWriter.class);

    private static final int BATCH_MAX = 2_000;

    /** Below what an auditor notices; it makes one commit of hundreds, which readers would feel on a busy disk. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration IDLE = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 500;

    private final ReadAuditQueue queue;
    private final ReadAuditStore log;
    private final Duration stopWaitMax;
    private volatile long stopNanos;
    private boolean isFailing;

    ReadAuditWriter(ReadAuditQueue queue, ReadAuditStore log, Duration stopWaitMax) {
        super("reads-writer", Duration.ZERO);
        this.queue = queue;
        this.log = log;
        this.stopWaitMax = stopWaitMax;
    }

    @Override
    protected void round() throws InterruptedException {
        List<ReadAuditEntry> batch = queue.next(BATCH_MAX, isRunning() ? IDLE : Duration.ZERO);
        if (!batch.isEmpty()) {
            write(batch);
            pause(GATHERING);
        }
    }

    @Override
    protected void end() throws InterruptedException {
        while (!queue.isEmpty()) {
            attempt();
        }
    }

    @Override
    protected void interrupted() {
        queue.abandon(0);
    }

    private void write(List<ReadAuditEntry> batch) throws InterruptedException {
        while (!isWritten(batch)) {
            if (!isRunning() && System.nanoTime() - stopNanos > stopWaitMax.toNanos()) {
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

    @Override
    public void stop() {
        stopNanos = System.nanoTime();
        super.stop();
    }

    /** Before the web server starts and after it has stopped, so that the last request's read is in. */
    @Override
    public int getPhase() {
        return 0;
    }
}
