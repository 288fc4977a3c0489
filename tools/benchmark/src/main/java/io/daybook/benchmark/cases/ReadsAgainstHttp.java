package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Site;
import java.util.List;

/** What is left of the speed of the service's HTTP when it also looks the balance up. */
final class ReadsAgainstHttp implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.60;

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            site.fillViews(ACCOUNTS);
            Service service = site.query().withIdlePaths().start();
            Wrk real = site.reads(service, Wrk.Request.REAL_BALANCE, ACCOUNTS);
            Wrk idle = site.reads(service, Wrk.Request.IDLE_BALANCE, ACCOUNTS);
            Pairs pairs = new InterleavedRuns(site.plan()).take(real, idle);
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
