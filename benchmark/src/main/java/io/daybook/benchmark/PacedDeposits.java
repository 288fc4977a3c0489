package io.daybook.benchmark;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Deposits at an even pace until it is closed, to all accounts but the last: a load beside which something else is measured. */
final class PacedDeposits implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double LEAST_PART = 0.9;

    private final Requests requests;
    private final double perSecond;
    private final long began = System.nanoTime();
    private final AtomicLong answered = new AtomicLong();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    PacedDeposits(Requests requests, int accounts, double perSecond) {
        this.requests = requests;
        this.perSecond = perSecond;
        var unused = pace.scheduleAtFixedRate(
                () -> senders.execute(() -> deposit(accounts)),
                0,
                Math.round(NANOS_PER_SECOND / perSecond),
                TimeUnit.NANOSECONDS);
    }

    private void deposit(int accounts) {
        requests.deposit(ThreadLocalRandom.current().nextInt(1, accounts));
        answered.incrementAndGet();
    }

    /** Throws if fewer deposits were answered than there should have been: what was measured beside them is too good then. */
    void refuseIfBehind() {
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
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
