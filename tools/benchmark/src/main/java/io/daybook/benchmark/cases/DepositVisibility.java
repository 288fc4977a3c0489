package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.PacedDeposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.Spread;
import io.daybook.benchmark.measurement.WarmUp;
import io.daybook.benchmark.report.Goal;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Column;
import io.daybook.benchmark.report.Unit;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Requests;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time from the response to a deposit until it can be read, under a fifth of the service's full load. */
final class DepositVisibility implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final int PART_OF_FULL_LOAD = 5;
    private static final double P50_MILLIS_MAX = 10;
    private static final double P99_MILLIS_MAX = 50;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String LONE_LOG = "daybook_log_alone";

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            double full = fullLoad(testbed);
            Service command = testbed.command().start();
            Service projector = testbed.projector().start();
            Service query = testbed.query().start();
            testbed.openAccounts(command, ACCOUNTS);
            testbed.awaitViews(projector);
            List<Double> millis = probe(testbed, command, query, full / PART_OF_FULL_LOAD);
            return List.of(
                    result("visible-p50", millis, 50, P50_MILLIS_MAX, full),
                    result("visible-p99", millis, 99, P99_MILLIS_MAX, full));
        }
    }

    /** Deposits a second that a command-service alone can process. */
    private static double fullLoad(Testbed testbed) {
        testbed.makeLog(LONE_LOG);
        Service alone = testbed.commandAlone().onLog(LONE_LOG).start();
        testbed.openAccounts(alone, ACCOUNTS);
        var deposits = new Deposits(testbed.wrk(alone, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log(LONE_LOG));
        new WarmUp(testbed.plan()).run(deposits);
        double full = deposits.run(testbed.plan().round()).perSecond();
        alone.stop();
        return full;
    }

    private static List<Double> probe(Testbed testbed, Service command, Service query, double perSecond) {
        // The probe's account is its own: what is waited for is its deposit and no later one.
        Wrk wrk = testbed.wrk(command, Wrk.Request.REAL_DEPOSIT, ACCOUNTS - 1);
        var load = new PacedDeposits(wrk, perSecond);
        Duration warmUp = testbed.plan().warmingUpSlowly().warmUp();
        Duration counted = testbed.plan().round().multipliedBy(testbed.plan().rounds());
        try (Requests commands = testbed.requests(command);
                Requests queries = testbed.requests(query)) {
            load.warmUp(warmUp, () -> probe(commands, queries, warmUp));
            return load.beside(counted, () -> probe(commands, queries, counted));
        }
    }

    private static List<Double> probe(Requests commands, Requests queries, Duration duration) {
        var millis = new ArrayList<Double>();
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            long version = commands.deposit(ACCOUNTS);
            long answered = System.nanoTime();
            queries.get("/v1/accounts/%s?atLeastVersion=%d".formatted(Requests.account(ACCOUNTS), version));
            millis.add((System.nanoTime() - answered) / NANOS_PER_MILLI);
        }
        return millis.stream().sorted().toList();
    }

    private static Result result(String name, List<Double> sorted, int percent, double atMost, double full) {
        Spread value = Spread.of(List.of(sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100))));
        return new Result(
                name,
                "from the answer to a deposit to the answer of the query that shows it (p%d)".formatted(percent),
                "",
                value,
                Unit.MILLIS,
                new Goal.AtMost(atMost),
                "%d deposits, one after the other, beside %s: a fifth of what a command-service alone takes"
                        .formatted(sorted.size(), Unit.PER_SECOND.text(full / PART_OF_FULL_LOAD)),
                List.of(new Column("p" + percent, value, Unit.MILLIS)));
    }
}
