package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.Load;
import io.daybook.benchmark.measurement.WarmUp;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rate of deposits by the number of accounts, up to more than the service keeps in memory. */
final class DepositsByAccounts implements BenchmarkCase {

    private static final List<Integer> ACCOUNTS = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final List<Integer> ACCOUNTS_SHORT = List.of(1_000, 10_000);

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            List<Integer> sizes = testbed.plan().isShort() ? ACCOUNTS_SHORT : ACCOUNTS;
            Service first = testbed.commandAlone().unsigned().start();
            testbed.openAccounts(first, 1);
            first.stop();
            testbed.log().openAccountsLikeFirst(2, sizes.getLast());
            Service service = testbed.commandAlone().unsigned().start();
            Map<String, Load> steps = new LinkedHashMap<>();
            sizes.forEach(count -> steps.put(
                    "%,d".formatted(count),
                    new Deposits(testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, count), testbed.log())));
            steps.values().forEach(new WarmUp(testbed.plan())::run);
            return List.of(ScalingSeries.of(testbed.plan(), steps)
                    .result("deposits-by-accounts", "deposits/s by the number of accounts that they go to at random"));
        }
    }
}
