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

/** Cost of tokens, scopes, limits and the recording of reads for a read. */
final class ReadsGuarded implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.90;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            testbed.fillViews(ACCOUNTS);
            Service guarded = testbed.query().guarded().start();
            Service open = testbed.query().open().start();
            Wrk on = testbed.reads(guarded, Wrk.Request.REAL_BALANCE, ACCOUNTS);
            Wrk off = testbed.reads(open, Wrk.Request.REAL_BALANCE, ACCOUNTS);
            Pairs pairs = new InterleavedRuns(testbed.plan()).take(on, off);
            return List.of(Result.ofRates(
                    "reads-secure",
                    "balances read a second with tokens, scopes, limits of requests and recorded reads",
                    "balances read a second without, by another query-service on the same views",
                    new Names("guarded", "open"),
                    pairs,
                    RATIO_MIN));
        }
    }
}
