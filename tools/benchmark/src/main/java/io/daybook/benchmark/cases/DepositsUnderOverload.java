package io.daybook.benchmark.cases;

import io.daybook.benchmark.database.EventLog;
import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.load.WrkOutput;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Load;
import io.daybook.benchmark.measurement.Rate;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Polling;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Rate of accepted deposits when more are sent than the service can process and the rest is refused. */
final class DepositsUnderOverload implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final int CONNECTIONS = 512;
    private static final int QUEUE = 64;
    private static final double RATIO_MIN = 0.80;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            Service service = testbed.commandAlone()
                    .with("DAYBOOK_LOG_QUEUECAPACITY", Integer.toString(QUEUE))
                    .start();
            testbed.openAccounts(service, ACCOUNTS);
            Wrk wrk = testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS);
            var tooMany = new Accepted(wrk.by(CONNECTIONS), testbed.log());
            // Half of what may wait: nothing is refused.
            var enough = new Deposits(wrk.by(QUEUE / 2), testbed.log());
            return List.of(
                    Result.ofRates(
                                    "deposits-overload",
                                    "deposits/s taken, %d connections and room for %d commands in the queue"
                                            .formatted(CONNECTIONS, QUEUE),
                                    "deposits/s with %d connections".formatted(QUEUE / 2),
                                    new Names("too many", "enough"),
                                    new InterleavedRuns(testbed.plan()).take(tooMany, enough),
                                    RATIO_MIN)
                            .noting(
                                    "times of the one side are of all answers, refusals included, which are asked again at once"));
        }
    }

    /** Deposits of which some are refused; only what got into the log counts. */
    private record Accepted(Wrk wrk, EventLog log) implements Load {

        private static final double NANOS_PER_SECOND = 1e9;

        @Override
        public Rate run(Duration duration) {
            long before = log.head();
            long began = System.nanoTime();
            WrkOutput output = wrk.send(duration);
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            if (output.failed() > 0) {
                throw new IllegalStateException("%d deposits got no answer.".formatted(output.failed()));
            }
            double perSecond = (log.head() - before) / seconds;
            awaitRest();
            return new Rate(perSecond, output.rate().p50Millis(), output.rate().p99Millis());
        }

        /** Waits for the commands still queued, which would otherwise burden the next round. */
        private void awaitRest() {
            var seen = new AtomicLong(-1);
            Polling.until("nothing more comes into the log", () -> {
                long head = log.head();
                return seen.getAndSet(head) == head;
            });
        }
    }
}
