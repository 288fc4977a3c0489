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

/** Rate of deposits into one account, compared with deposits into many. */
final class DepositsOnOneAccount implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.95;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            Service service = testbed.commandAlone().start();
            testbed.openAccounts(service, ACCOUNTS);
            var one = new Deposits(testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, 1), testbed.log());
            var many = new Deposits(testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log());
            return List.of(Result.ofRates(
                    "deposits-one-account",
                    "deposits/s on one account",
                    "deposits/s on 1,000 accounts",
                    new Names("one account", "1,000 accounts"),
                    new InterleavedRuns(testbed.plan()).take(one, many),
                    RATIO_MIN));
        }
    }
}
