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

/** Rate of deposits by the number of concurrent connections. */
final class DepositsByConnections implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final List<Integer> CONNECTIONS = List.of(1, 4, 16, 64, 256, 512);

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            Service service = testbed.commandAlone().start();
            testbed.openAccounts(service, ACCOUNTS);
            var deposits = new Deposits(testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log());
            new WarmUp(testbed.plan()).run(deposits);
            Map<String, Load> steps = new LinkedHashMap<>();
            CONNECTIONS.forEach(count -> steps.put("%,d".formatted(count), deposits.by(count)));
            return List.of(ScalingSeries.of(testbed.plan(), steps)
                    .result("deposits-by-connections", "deposits/s by the number of connections"));
        }
    }
}
