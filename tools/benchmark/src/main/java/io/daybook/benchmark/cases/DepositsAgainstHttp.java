package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import java.util.List;

/** Rate of durable deposits, compared with the same service's rate of requests that do nothing. */
final class DepositsAgainstHttp implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.50;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            Service service = testbed.commandAlone().withNoOpEndpoints().start();
            testbed.openAccounts(service, ACCOUNTS);
            var real = new Deposits(testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log());
            Wrk idle = testbed.wrk(service, Wrk.Request.NO_OP_DEPOSIT, ACCOUNTS);
            Pairs pairs = new InterleavedRuns(testbed.plan()).take(real, idle);
            return List.of(Result.ofRates(
                    "deposits-http",
                    "durable deposits/s over HTTP, 64 connections, 1,000 accounts, command-service alone",
                    "the same service's POST that does nothing",
                    new Names("deposits", "nothing"),
                    pairs,
                    RATIO_MIN));
        }
    }
}
