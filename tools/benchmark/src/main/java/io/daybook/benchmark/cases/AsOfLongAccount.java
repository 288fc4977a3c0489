package io.daybook.benchmark.cases;

import io.daybook.benchmark.database.EventLog;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Load;
import io.daybook.benchmark.measurement.Rate;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Requests;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Site;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Whether the balance on a day of the past takes longer to tell of an account that has seen much. */
final class AsOfLongAccount implements BenchmarkCase {

    private static final int LONG = 1;
    private static final int SHORT = 2;
    private static final int ENTRIES = 1_000_000;
    private static final int ENTRIES_SHORT = 20_000;
    private static final int ENTRIES_FEW = 100;
    private static final double RATIO_MAX = 1.5;

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            int entries = site.plan().isShort() ? ENTRIES_SHORT : ENTRIES;
            Service first = site.commandAlone().unsigned().start();
            site.openAccounts(first, SHORT);
            first.stop();
            site.log().depositOverYears(LONG, LONG, entries);
            site.log().depositOverYears(SHORT, SHORT, ENTRIES_FEW);
            Service command = site.command().unsigned().start();
            Service projector = site.projector().start();
            site.awaitViews(projector);
            projector.stop();
            command.stop();
            Service query = site.query().start();
            try (Requests requests = site.requests(query)) {
                return List.of(Result.ofTimes(
                        "as-of-long",
                        "balance on a day of the past (p50), an account with %,d entries".formatted(entries),
                        "the same of an account with %d, in turns".formatted(ENTRIES_FEW),
                        new Names("long", "short"),
                        new InterleavedRuns(site.plan()).take(new AsOf(requests, LONG), new AsOf(requests, SHORT)),
                        RATIO_MAX));
            }
        }
    }

    /** One question after the other, each for a day at random. */
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
