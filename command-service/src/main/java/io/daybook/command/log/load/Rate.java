package io.daybook.command.log.load;

/** Rate per second, over the last few seconds. */
public final class Rate {

    private static final double SMOOTHING_SECONDS = 5;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Two batches that end almost at once must not look like an endless rate. */
    private static final double INTERVAL_SECONDS_MIN = 1e-3;

    private long sinceNanos = System.nanoTime();
    private double perSecond;

    /** Counts so many more. */
    public synchronized void add(long count) {
        double seconds = Math.max(INTERVAL_SECONDS_MIN, secondsSinceLast());
        double weight = Math.min(1, seconds / SMOOTHING_SECONDS);
        perSecond = perSecond * (1 - weight) + count / seconds * weight;
        sinceNanos = System.nanoTime();
    }

    /** The rate, 0 if nothing was counted for a while. */
    public synchronized double perSecond() {
        return secondsSinceLast() > SMOOTHING_SECONDS ? 0 : perSecond;
    }

    private double secondsSinceLast() {
        return (System.nanoTime() - sinceNanos) / NANOS_PER_SECOND;
    }
}
