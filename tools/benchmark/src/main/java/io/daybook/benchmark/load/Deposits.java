package io.daybook.benchmark.load;

import io.daybook.benchmark.database.EventLog;
import io.daybook.benchmark.measurement.Load;
import io.daybook.benchmark.measurement.Rate;
import java.time.Duration;

/**
 * Deposits by wrk, and a look at the log whether they are all there: an answer without an event would be fast, and worth
 * nothing.
 */
public record Deposits(Wrk wrk, EventLog log) implements Load {

    /** The same with as many on their way at once. */
    public Deposits by(int connections) {
        return new Deposits(wrk.by(connections), log);
    }

    @Override
    public Rate run(Duration duration) {
        long before = log.head();
        WrkOutput output = wrk.send(duration).allSucceeded();
        long added = log.head() - before;
        if (added < output.requests()) {
            throw new IllegalStateException(
                    "%d deposits were acknowledged, the log has %d more events.".formatted(output.requests(), added));
        }
        return output.rate();
    }
}
