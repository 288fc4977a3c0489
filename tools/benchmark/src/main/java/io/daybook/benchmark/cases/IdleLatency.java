package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Site;
import java.util.List;

/** How long a deposit takes when nobody else wants anything. */
final class IdleLatency implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MAX = 4;

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            Service service = site.commandAlone().start();
            site.openAccounts(service, ACCOUNTS);
            new Deposits(site.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log())
                    .run(site.plan().warmUp());
            var deposits = new Deposits(site.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS, 1), site.log());
            return List.of(Result.ofTimes(
                    "latency-idle",
                    "a deposit's time (p50), one connection, nothing else to do",
                    "pgbench, one insert of such a row a transaction (p50), one client",
                    new Names("deposit", "pgbench"),
                    new InterleavedRuns(site.plan()).takeWithSteadyYardstick(deposits, site.pgBench(1)),
                    RATIO_MAX));
        }
    }
}
