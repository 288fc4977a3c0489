package io.daybook.query.reads;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads that wait to be written. A request reserves a place before it is answered, so that what was let in goes in: an answer
 * that shows several accounts is taken whole, and may exceed the bound by one page.
 */
final class ReadAuditQueue {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAuditQueue.class);

    private final int placesMax;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean losing = new AtomicBoolean();
    private final BlockingQueue<ReadAuditEntry> waiting = new LinkedBlockingQueue<>();
    private final Counter written;
    private final Counter lost;

    ReadAuditQueue(int placesMax, MeterRegistry meters) {
        this.placesMax = placesMax;
        Gauge.builder("daybook.reads.waiting", taken::get)
                .description("Reads that are not yet recorded, those of requests under way included")
                .register(meters);
        this.written = Counter.builder("daybook.reads.written")
                .description("Reads that are recorded")
                .register(meters);
        this.lost = Counter.builder("daybook.reads.lost")
                .description("Reads that will never be recorded: the queue was full, or the service was stopped")
                .register(meters);
    }

    /** Takes a place for a request, if one is free. */
    boolean reserve() {
        if (taken.incrementAndGet() > placesMax) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Puts a request's reads into the place that it has reserved. */
    void add(List<ReadAuditEntry> reads) {
        taken.addAndGet(reads.size() - 1);
        waiting.addAll(reads);
    }

    /** The reads that wait longest, none if none has come within that time. */
    List<ReadAuditEntry> next(int max, Duration wait) throws InterruptedException {
        var reads = new ArrayList<ReadAuditEntry>();
        ReadAuditEntry first = waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            reads.add(first);
            waiting.drainTo(reads, max - 1);
        }
        return reads;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Counts reads that were taken off as written. */
    void written(int count) {
        taken.addAndGet(-count);
        written.increment(count);
        if (waiting.isEmpty()) {
            losing.set(false);
        }
    }

    /** Counts reads that found no place. */
    void turnedAway(int count) {
        lost.increment(count);
        if (losing.compareAndSet(false, true)) {
            LOG.atError().log("Reads are not recorded any more: too many wait for their database.");
        }
    }

    /** Gives up whatever waits. */
    void abandon(int takenOff) {
        var rest = new ArrayList<ReadAuditEntry>();
        waiting.drainTo(rest);
        int count = takenOff + rest.size();
        taken.addAndGet(-count);
        lost.increment(count);
        LOG.atError().log("{} reads are lost: their database did not come back before the stop.", count);
    }
}
