package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import io.daybook.localstack.Databases;
import java.util.List;

/** Rate of deposits on a long log, compared with a short one. */
final class DepositsOnFullLog implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final long EVENTS = 10_000_000;
    private static final long EVENTS_SHORT = 200_000;
    private static final long EVENTS_FEW = 10_000;
    private static final double RATIO_MIN = 0.90;
    private static final String LONG_LOG = "daybook_log_long";

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            long events = testbed.plan().isShort() ? EVENTS_SHORT : EVENTS;
            testbed.makeLog(LONG_LOG);
            Service empty = filled(testbed, Databases.LOG, EVENTS_FEW);
            Service full = filled(testbed, LONG_LOG, events);
            var few = new Deposits(testbed.wrk(empty, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log());
            var many = new Deposits(testbed.wrk(full, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log(LONG_LOG));
            return List.of(Result.ofRates(
                            "deposits-full-log",
                            "deposits/s with %,d events in the log before".formatted(events),
                            "deposits/s with %,d, by another command-service".formatted(EVENTS_FEW),
                            new Names("long log", "short log"),
                            new InterleavedRuns(testbed.plan()).take(many, few),
                            RATIO_MIN)
                    .noting("no signed heads on either side, as the filling is not chained"));
        }
    }

    /** Starts the service to make the log and its accounts, fills the log while it is stopped, and starts it again. */
    private static Service filled(Testbed testbed, String database, long events) {
        Service first = testbed.commandAlone().onLog(database).unsigned().start();
        testbed.openAccounts(first, ACCOUNTS);
        first.stop();
        testbed.log(database).fill(events);
        return testbed.commandAlone().onLog(database).unsigned().start();
    }
}
