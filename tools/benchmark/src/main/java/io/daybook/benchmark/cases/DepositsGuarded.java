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

/** What tokens, scopes, limits and signed heads cost a deposit. */
final class DepositsGuarded implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.90;
    private static final String OPEN_LOG = "daybook_log_open";

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            site.databases().create(OPEN_LOG, Databases.LOG_OWNER);
            Service guarded = site.commandAlone().guarded().start();
            Service open = site.commandAlone().onLog(OPEN_LOG).open().start();
            site.openAccounts(guarded, ACCOUNTS);
            site.openAccounts(open, ACCOUNTS);
            var on = new Deposits(site.wrk(guarded, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log());
            var off = new Deposits(site.wrk(open, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log(OPEN_LOG));
            return List.of(Result.ofRates(
                    "deposits-secure",
                    "deposits/s with tokens, scopes, limits of requests and signed heads",
                    "deposits/s without, by another command-service with a log of its own",
                    new Names("guarded", "open"),
                    new InterleavedRuns(site.plan()).take(on, off),
                    RATIO_MIN));
        }
    }
}
