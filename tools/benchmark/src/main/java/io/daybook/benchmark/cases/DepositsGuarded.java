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

/** Cost of tokens, scopes, limits and signed heads for a deposit. */
final class DepositsGuarded implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.90;
    private static final String OPEN_LOG = "daybook_log_open";

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            testbed.makeLog(OPEN_LOG);
            Service guarded = testbed.commandAlone().guarded().start();
            Service open = testbed.commandAlone().onLog(OPEN_LOG).open().start();
            testbed.openAccounts(guarded, ACCOUNTS);
            testbed.openAccounts(open, ACCOUNTS);
            var on = new Deposits(testbed.wrk(guarded, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log());
            var off = new Deposits(testbed.wrk(open, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log(OPEN_LOG));
            return List.of(Result.ofRates(
                    "deposits-secure",
                    "deposits/s with tokens, scopes, limits of requests and signed heads",
                    "deposits/s without, by another command-service with a log of its own",
                    new Names("guarded", "open"),
                    new InterleavedRuns(testbed.plan()).take(on, off),
                    RATIO_MIN));
        }
    }
}
