package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.PacedDeposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.Spread;
import io.daybook.benchmark.measurement.WarmUp;
import io.daybook.benchmark.report.Goal;
import io.daybook.benchmark.report.Result.Column;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Unit;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Requests;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Site;
import io.daybook.localstack.Databases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long after its answer a deposit can be read, while a fifth of what the service can take is under way. */
final class Visibility implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final int PART_OF_FULL_LOAD = 5;
    private static final double P50_MILLIS_MAX = 10;
    private static final double P99_MILLIS_MAX = 50;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String LONE_LOG = "daybook_log_alone";

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            double full = fullLoad(site);
            Service command = site.command().start();
            Service projector = site.projector().start();
            Service query = site.query().start();
            site.openAccounts(command, ACCOUNTS);
            site.awaitViews(projector);
            List<Double> millis = probe(site, command, query, full / PART_OF_FULL_LOAD);
            return List.of(
                    result("visible-p50", millis, 50, P50_MILLIS_MAX, full),
                    result("visible-p99", millis, 99, P99_MILLIS_MAX, full));
        }
    }

    /** What a command-service alone takes in a second. */
    private static double fullLoad(Site site) {
        site.databases().create(LONE_LOG, Databases.LOG_OWNER);
        Service alone = site.commandAlone().onLog(LONE_LOG).start();
        site.openAccounts(alone, ACCOUNTS);
        var deposits = new Deposits(site.wrk(alone, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log(LONE_LOG));
        new WarmUp(site.plan()).run(deposits);
        double full = deposits.run(site.plan().round()).perSecond();
        alone.stop();
        return full;
    }

    private static List<Double> probe(Site site, Service command, Service query, double perSecond) {
        // The probe's account is its own: what is waited for is its deposit and no later one.
        Wrk wrk = site.wrk(command, Wrk.Request.REAL_DEPOSIT, ACCOUNTS - 1);
        var load = new PacedDeposits(wrk, perSecond);
        Duration warmUp = site.plan().warmingUpSlowly().warmUp();
        Duration counted = site.plan().round().multipliedBy(site.plan().rounds());
        try (Requests commands = site.requests(command);
                Requests queries = site.requests(query)) {
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
