package io.daybook.projector.engine.rebuild;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The count of the events that a rebuild takes in, and the rate at which it does. */
public final class RebuildProgress {

    private final LongAdder eventsRead = new LongAdder();
    private volatile long eventsBefore;
    private volatile @Nullable Long eventsTotal;
    private volatile long buildingSinceNanos;
    private volatile long buildingNanos;

    RebuildProgress() {}

    /**
     * Begins the bulk of the events.
     *
     * @param from the offsets from which on they are taken in, by partition
     * @param to the offsets up to and without which they are
     */
    public void begin(Map<Integer, Long> from, Map<Integer, Long> to) {
        eventsBefore = sum(from);
        expect(to);
        buildingSinceNanos = System.nanoTime();
    }

    /**
     * Begins the bulk of the events where it is read from the log.
     *
     * @param from the position after which they are taken in
     * @param to the position up to which they are
     */
    public void begin(long from, long to) {
        eventsBefore = from;
        eventsTotal = to;
        buildingSinceNanos = System.nanoTime();
    }

    /** Ends the bulk of the events, over which the rate is measured. */
    public void endBulk() {
        buildingNanos = Math.max(1, System.nanoTime() - buildingSinceNanos);
    }

    /** Moves the end to these offsets, because events have come meanwhile. */
    public void expect(Map<Integer, Long> to) {
        eventsTotal = sum(to);
    }

    /** Expects that many events besides those that were taken in. */
    public void expectMore(long events) {
        eventsTotal = done() + events;
    }

    /** Counts events that were taken in. */
    public void read(int events) {
        eventsRead.add(events);
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    long done() {
        return eventsBefore + eventsRead.sum();
    }

    @Nullable
    Long total() {
        return eventsTotal;
    }

    /** The events a second; null before the first. */
    @Nullable
    Long perSecond() {
        long read = eventsRead.sum();
        if (read == 0 || buildingSinceNanos == 0) {
            return null;
        }
        long nanos = buildingNanos > 0 ? buildingNanos : Math.max(1, System.nanoTime() - buildingSinceNanos);
        return Math.max(1, TimeUnit.SECONDS.toNanos(1) * read / nanos);
    }

    /** The seconds that the rate needs for what is left; null as long as there is no rate. */
    @Nullable
    Long secondsLeft() {
        Long rate = perSecond();
        Long total = eventsTotal;
        return rate == null || total == null ? null : (Math.max(0, total - done()) + rate - 1) / rate;
    }
}
