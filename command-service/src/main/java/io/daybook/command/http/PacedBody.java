package io.daybook.command.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Body of a request that must arrive at a minimum rate and in a maximum time. The clock starts with the first read; for the rate
 * only the time counts in which the service waits for the sender, not that in which the sender waits for the service.
 */
final class PacedBody implements InputBuffer {

    private static final double NANOS_PER_SECOND = 1e9;

    private final InputBuffer body;
    private final Pace pace;
    private final LongSupplier nanoTime;
    private boolean begun;
    private boolean tooSlow;
    private long startNanos;
    private long waitedNanos;
    private long bytes;

    /**
     * Pace at which a body must arrive.
     *
     * @param bytesPerSecondMin on average
     * @param grace after which the average counts
     * @param timeMax in which all of it arrives
     */
    record Pace(long bytesPerSecondMin, Duration grace, Duration timeMax) {}

    PacedBody(InputBuffer body, Pace pace, LongSupplier nanoTime) {
        this.body = body;
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    @Override
    public int doRead(ApplicationBufferHandler target) throws IOException {
        long before = nanoTime.getAsLong();
        if (!begun) {
            begun = true;
            startNanos = before;
        }
        int read = unlessPaused(target);
        long now = nanoTime.getAsLong();
        waitedNanos += now - before;
        bytes += Math.max(0, read);
        if (read >= 0 && isTooSlow(now)) {
            throw givenUp();
        }
        return read;
    }

    private int unlessPaused(ApplicationBufferHandler target) throws IOException {
        try {
            return body.doRead(target);
        } catch (SocketTimeoutException paused) {
            throw givenUp();
        }
    }

    private SlowUploadException givenUp() {
        tooSlow = true;
        return new SlowUploadException();
    }

    private boolean isTooSlow(long now) {
        return now - startNanos > pace.timeMax().toNanos()
                || (waitedNanos > pace.grace().toNanos()
                        && bytes < waitedNanos / NANOS_PER_SECOND * pace.bytesPerSecondMin());
    }

    /** Tells whether it was given up. */
    boolean wasTooSlow() {
        return tooSlow;
    }

    @Override
    public int available() {
        return body.available();
    }
}
