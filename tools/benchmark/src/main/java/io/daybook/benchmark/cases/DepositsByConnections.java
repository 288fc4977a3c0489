package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.Load;
import io.daybook.benchmark.measurement.WarmUp;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of deposits as more of them are on their way at once. */
final class DepositsByConnections implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final List<Integer> CONNECTIONS = List.of(1, 4, 16, 64, 256, 512);

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            Service service = site.commandAlone().start();
            site.openAccounts(service, ACCOUNTS);
            var deposits = new Deposits(site.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log());
            new WarmUp(site.plan()).run(deposits);
            Map<String, Load> steps = new LinkedHashMap<>();
            CONNECTIONS.forEach(count -> steps.put("%,d".formatted(count), deposits.by(count)));
            return List.of(Growth.of(site.plan(), steps)
                    .result("deposits-by-connections", "deposits/s by the number of connections"));
        }
    }
}
