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

/** Rate of deposits by the number of commands that one commit may carry. */
final class DepositsByBatch implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final List<Integer> BATCHES = List.of(1, 4, 16, 64, 1000);

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            Map<String, Load> steps = new LinkedHashMap<>();
            for (int batch : BATCHES) {
                String log = "daybook_log_batch_" + batch;
                testbed.makeLog(log);
                Service service = testbed.commandAlone()
                        .onLog(log)
                        .with("DAYBOOK_LOG_BATCHMAX", Integer.toString(batch))
                        .start();
                testbed.openAccounts(service, ACCOUNTS);
                var deposits = new Deposits(testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log(log));
                new WarmUp(testbed.plan()).run(deposits);
                steps.put("%,d".formatted(batch), deposits);
            }
            return List.of(ScalingSeries.of(testbed.plan(), steps)
                    .result("deposits-by-batch", "deposits/s by how many commands one commit may carry"));
        }
    }
}
