package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Site;
import io.daybook.localstack.Databases;
import java.util.List;

/** What is left for deposits while the log is published and every view takes it in, on the same machine. */
final class DepositsOfWholeSuite implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.50;
    private static final String LONE_LOG = "daybook_log_alone";

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            site.databases().create(LONE_LOG, Databases.LOG_OWNER);
            Service suite = site.command().start();
            Service alone = site.commandAlone().onLog(LONE_LOG).start();
            site.openAccounts(suite, ACCOUNTS);
            site.openAccounts(alone, ACCOUNTS);
            var whole = new Deposits(site.wrk(suite, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log());
            // At its own speed first: beside the views it would take five times as long until it is as warm as the
            // other one.
            whole.run(site.plan().warmUp());
            Service projector = site.projector().start();
            site.query().start();
            site.awaitViews(projector);
            var lone = new Deposits(site.wrk(alone, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log(LONE_LOG));
            Pairs pairs = new InterleavedRuns(site.plan().warmingUpSlowly()).take(whole, duration -> {
                // What the views still have to take in is the suite's work, and not to be done in the other one's turn.
                site.awaitViews(projector);
                return lone.run(duration);
            });
            return List.of(Result.ofRates(
                    "deposits-whole-suite",
                    "deposits/s with the relay, every view and the query-service at work",
                    "deposits/s of a command-service alone",
                    new Names("whole suite", "alone"),
                    pairs,
                    RATIO_MIN));
        }
    }
}
