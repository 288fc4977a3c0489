package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import java.util.List;

/** Latency of a deposit in an idle service. */
final class IdleLatency implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MAX = 4;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            Service service = testbed.commandAlone().start();
            testbed.openAccounts(service, ACCOUNTS);
            new Deposits(testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log())
                    .run(testbed.plan().warmUp());
            var deposits = new Deposits(testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS, 1), testbed.log());
            return List.of(Result.ofTimes(
                    "latency-idle",
                    "a deposit's time (p50), one connection, nothing else to do",
                    "pgbench, one insert of such a row a transaction (p50), one client",
                    new Names("deposit", "pgbench"),
                    new InterleavedRuns(testbed.plan()).takeWithPrecompiledBaseline(deposits, testbed.pgBench(1)),
                    RATIO_MAX));
        }
    }
}
