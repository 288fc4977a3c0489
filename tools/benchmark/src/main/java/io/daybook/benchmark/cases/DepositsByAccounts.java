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

/** What becomes of deposits as they go to more accounts: to more than the service keeps in memory, at last. */
final class DepositsByAccounts implements BenchmarkCase {

    private static final List<Integer> ACCOUNTS = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final List<Integer> ACCOUNTS_SHORT = List.of(1_000, 10_000);

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            List<Integer> sizes = site.plan().isShort() ? ACCOUNTS_SHORT : ACCOUNTS;
            Service first = site.commandAlone().unsigned().start();
            site.openAccounts(first, 1);
            first.stop();
            site.log().openLikeTheFirst(2, sizes.getLast());
            Service service = site.commandAlone().unsigned().start();
            Map<String, Load> steps = new LinkedHashMap<>();
            sizes.forEach(count -> steps.put(
                    "%,d".formatted(count),
                    new Deposits(site.wrk(service, Wrk.Request.REAL_DEPOSIT, count), site.log())));
            steps.values().forEach(new WarmUp(site.plan())::run);
            return List.of(Growth.of(site.plan(), steps)
                    .result("deposits-by-accounts", "deposits/s by the number of accounts that they go to at random"));
        }
    }
}
