package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.PgBench;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Site;
import java.util.List;

/** What the service makes of Postgres, beside what one insert a transaction makes of it. */
final class DepositsAgainstPgBench implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.85;

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            Service service = site.commandAlone().start();
            site.openAccounts(service, ACCOUNTS);
            var deposits = new Deposits(site.wrk(service, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log());
            PgBench inserts = site.pgBench(Wrk.CONNECTIONS);
            return List.of(Result.ofRates(
                    "deposits-pgbench",
                    "durable deposits/s over HTTP, 64 connections, 1,000 accounts, command-service alone",
                    "pgbench, one insert of such a row a transaction, 64 clients",
                    new Names("deposits", "pgbench"),
                    new InterleavedRuns(site.plan()).takeWithSteadyYardstick(deposits, inserts),
                    RATIO_MIN));
        }
    }
}
