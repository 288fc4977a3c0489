package io.daybook.benchmark;

import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deposits at an even pace until it is closed, to all accounts but the last: a load beside which something else is measured. While
 * the services are cold and fall behind, deposits beyond a number at once are left out; {@link #refuseIfBehind} tells whether that
 * went on while it counted.
 */
final class PacedDeposits implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double LEAST_PART = 0.9;
    private static final int AT_ONCE_MAX = 256;

    private final Requests requests;
    private final double perSecond;
    private final AtomicLong answered = new AtomicLong();
    private final Semaphore free = new Semaphore(AT_ONCE_MAX);
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private long countedSince;

    PacedDeposits(Requests requests, int accounts, double perSecond) {
        this.requests = requests;
        this.perSecond = perSecond;
        var unused = pace.scheduleAtFixedRate(
                () -> {
                    if (free.tryAcquire()) {
                        senders.execute(() -> deposit(accounts));
                    }
                },
                0,
                Math.round(NANOS_PER_SECOND / perSecond),
                TimeUnit.NANOSECONDS);
        count();
    }

    private void deposit(int accounts) {
        try {
            requests.deposit(ThreadLocalRandom.current().nextInt(1, accounts));
            answered.incrementAndGet();
        } catch (UncheckedIOException notAnswered) {
            // It does not count, which is all that is asked of it here.
        } finally {
            free.release();
        }
    }

    /** Counts from here on. */
    void count() {
        answered.set(0);
        countedSince = System.nanoTime();
    }

    /** Throws if fewer deposits were answered than there should have been: what was measured beside them is too good then. */
    void refuseIfBehind() {
        double seconds = (System.nanoTime() - countedSince) / NANOS_PER_SECOND;
        if (answered.get() < LEAST_PART * perSecond * seconds) {
            throw new IllegalStateException("Of %.0f deposits a second only %.0f were answered."
                    .formatted(perSecond, answered.get() / seconds));
        }
    }

    @Override
    public void close() {
        pace.close();
        senders.close();
        requests.close();
    }
}
