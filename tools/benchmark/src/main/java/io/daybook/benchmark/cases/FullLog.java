package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Site;
import io.daybook.localstack.Databases;
import java.util.List;

/** Whether deposits become slower as the log grows. */
final class FullLog implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final long EVENTS = 10_000_000;
    private static final long EVENTS_SHORT = 200_000;
    private static final long EVENTS_FEW = 10_000;
    private static final double RATIO_MIN = 0.90;
    private static final String LONG_LOG = "daybook_log_long";

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            long events = site.plan().isShort() ? EVENTS_SHORT : EVENTS;
            site.databases().create(LONG_LOG, Databases.LOG_OWNER);
            Service empty = filled(site, Databases.LOG, EVENTS_FEW);
            Service full = filled(site, LONG_LOG, events);
            var few = new Deposits(site.wrk(empty, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log());
            var many = new Deposits(site.wrk(full, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log(LONG_LOG));
            return List.of(Result.ofRates(
                            "deposits-full-log",
                            "deposits/s with %,d events in the log before".formatted(events),
                            "deposits/s with %,d, by another command-service".formatted(EVENTS_FEW),
                            new Names("long log", "short log"),
                            new InterleavedRuns(site.plan()).take(many, few),
                            RATIO_MIN)
                    .noting("no signed heads on either side, as the filling is not chained"));
        }
    }

    /** Starts the service to make the log and its accounts, fills the log while it is stopped, and starts it again. */
    private static Service filled(Site site, String database, long events) {
        Service first = site.commandAlone().onLog(database).unsigned().start();
        site.openAccounts(first, ACCOUNTS);
        first.stop();
        site.log(database).fill(events);
        return site.commandAlone().onLog(database).unsigned().start();
    }
}
