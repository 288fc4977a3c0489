package io.daybook.benchmark.suite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions that services reach by themselves. */
public final class Polling {

    private static final Duration WAIT_MAX = Duration.ofMinutes(20);
    private static final long PAUSE_MILLIS = 100;

    private Polling() {}

    /**
     * Waits until that is so.
     *
     * @throws IllegalStateException if it takes too long
     */
    public static void until(String what, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("After %s it is not so that %s.".formatted(WAIT_MAX, what));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
