package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Site;
import java.util.List;

/** What is left of the speed of the service's HTTP when it also decides and keeps what it is told. */
final class DepositsAgainstHttp implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.50;

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            Service service = site.commandAlone().withIdlePaths().start();
            site.openAccounts(service, ACCOUNTS);
            var real = new Deposits(site.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log());
            Wrk idle = site.wrk(service, Wrk.Request.IDLE_DEPOSIT, ACCOUNTS);
            Pairs pairs = new InterleavedRuns(site.plan()).take(real, idle);
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
