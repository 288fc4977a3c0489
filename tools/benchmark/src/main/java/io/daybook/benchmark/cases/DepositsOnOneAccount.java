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

/** Whether an account that everybody pays into is slower than many. */
final class DepositsOnOneAccount implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.95;

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            Service service = site.commandAlone().start();
            site.openAccounts(service, ACCOUNTS);
            var one = new Deposits(site.wrk(service, Wrk.Request.REAL_DEPOSIT, 1), site.log());
            var many = new Deposits(site.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log());
            return List.of(Result.ofRates(
                    "deposits-one-account",
                    "deposits/s on one account",
                    "deposits/s on 1,000 accounts",
                    new Names("one account", "1,000 accounts"),
                    new InterleavedRuns(site.plan()).take(one, many),
                    RATIO_MIN));
        }
    }
}
