package io.daybook.benchmark.cases;

import io.daybook.benchmark.database.EventLog;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Load;
import io.daybook.benchmark.measurement.Rate;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Requests;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Latency of a balance on a past day for an account with many entries, compared with one of few. */
final class AsOfLongAccount implements BenchmarkCase {

    private static final int LONG = 1;
    private static final int SHORT = 2;
    private static final int ENTRIES = 1_000_000;
    private static final int ENTRIES_SHORT = 20_000;
    private static final int ENTRIES_FEW = 100;
    private static final double RATIO_MAX = 1.5;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            int entries = testbed.plan().isShort() ? ENTRIES_SHORT : ENTRIES;
            Service first = testbed.commandAlone().unsigned().start();
            testbed.openAccounts(first, SHORT);
            first.stop();
            testbed.log().depositOverYears(LONG, LONG, entries);
            testbed.log().depositOverYears(SHORT, SHORT, ENTRIES_FEW);
            Service command = testbed.command().unsigned().start();
            Service projector = testbed.projector().start();
            testbed.awaitViews(projector);
            projector.stop();
            command.stop();
            Service query = testbed.query().start();
            try (Requests requests = testbed.requests(query)) {
                return List.of(Result.ofTimes(
                        "as-of-long",
                        "balance on a day of the past (p50), an account with %,d entries".formatted(entries),
                        "the same of an account with %d, in turns".formatted(ENTRIES_FEW),
                        new Names("long", "short"),
                        new InterleavedRuns(testbed.plan()).take(new AsOf(requests, LONG), new AsOf(requests, SHORT)),
                        RATIO_MAX));
            }
        }
    }

    /** One query after the other, each for a random day. */
    private record AsOf(Requests requests, int account) implements Load {

        private static final double NANOS_PER_SECOND = 1e9;
        private static final double NANOS_PER_MILLI = 1e6;

        @Override
        public Rate run(Duration duration) {
            long began = System.nanoTime();
            var millis = new ArrayList<Double>();
            while (System.nanoTime() - began < duration.toNanos()) {
                long asked = System.nanoTime();
                LocalDate day =
                        EventLog.FIRST_DAY.plusDays(ThreadLocalRandom.current().nextInt(EventLog.DAYS));
                requests.get("/v1/accounts/%s/balance?asOf=%s".formatted(Requests.account(account), day));
                millis.add((System.nanoTime() - asked) / NANOS_PER_MILLI);
            }
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            List<Double> sorted = millis.stream().sorted().toList();
            return new Rate(
                    sorted.size() / seconds, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
        }
    }
}
