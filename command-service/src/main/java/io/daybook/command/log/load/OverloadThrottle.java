package io.daybook.command.log.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets callers that are turned away go one after the other. Those who ask again at once would be refused as fast as the
 * processors can refuse, and these would be missing where commands that were taken are appended. One caller is refused at
 * once; of many, each waits for those before it, and none for longer than a quarter of a second.
 */
public final class OverloadThrottle {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long WAIT_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final AtomicLong next;

    /** Nobody has been refused yet, at that {@link System#nanoTime}. */
    public OverloadThrottle(long nowNanos) {
        this.next = new AtomicLong(nowNanos);
    }

    /** Returns when it is the caller's turn to be refused; at once if its thread is interrupted. */
    public void await() {
        Duration wait = turn(System.nanoTime());
        if (wait.isPositive()) {
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes the next turn; how long it is until then. */
    Duration turn(long nowNanos) {
        long taken =
                next.getAndUpdate(free -> nowNanos + Math.min(wait(free, nowNanos) + INTERVAL_NANOS, WAIT_MAX_NANOS));
        return Duration.ofNanos(wait(taken, nowNanos));
    }

    private static long wait(long turnNanos, long nowNanos) {
        return Math.max(0, turnNanos - nowNanos);
    }
}
