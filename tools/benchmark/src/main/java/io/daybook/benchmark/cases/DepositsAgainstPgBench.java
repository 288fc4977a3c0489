package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.PgBench;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import java.util.List;

/** Rate of deposits, compared with pgbench's rate of transactions of one insert each. */
final class DepositsAgainstPgBench implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.85;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            Service service = testbed.commandAlone().start();
            testbed.openAccounts(service, ACCOUNTS);
            var deposits = new Deposits(testbed.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log());
            PgBench inserts = testbed.pgBench(Wrk.CONNECTIONS);
            return List.of(Result.ofRates(
                    "deposits-pgbench",
                    "durable deposits/s over HTTP, 64 connections, 1,000 accounts, command-service alone",
                    "pgbench, one insert of such a row a transaction, 64 clients",
                    new Names("deposits", "pgbench"),
                    new InterleavedRuns(testbed.plan()).takeWithPrecompiledBaseline(deposits, inserts),
                    RATIO_MIN));
        }
    }
}
