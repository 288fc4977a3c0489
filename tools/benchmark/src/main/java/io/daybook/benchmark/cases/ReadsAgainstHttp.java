package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import java.util.List;

/** Rate of balance queries, compared with the same service's rate of requests that do nothing. */
final class ReadsAgainstHttp implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.60;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            testbed.fillViews(ACCOUNTS);
            Service service = testbed.query().withNoOpEndpoints().start();
            Wrk real = testbed.reads(service, Wrk.Request.REAL_BALANCE, ACCOUNTS);
            Wrk idle = testbed.reads(service, Wrk.Request.NO_OP_BALANCE, ACCOUNTS);
            Pairs pairs = new InterleavedRuns(testbed.plan()).take(real, idle);
            return List.of(Result.ofRates(
                            "reads-http",
                            "balances read a second, 64 connections, 1,000 accounts, query-service alone",
                            "the same service's GET that looks nothing up",
                            new Names("balances", "nothing"),
                            pairs,
                            RATIO_MIN)
                    .noting("both are recorded as reads"));
        }
    }
}
