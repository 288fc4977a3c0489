package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import java.util.List;

/** Rate of deposits while relay, views and queries run on the same machine, compared with a command-service alone. */
final class DepositsOfWholeSuite implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double RATIO_MIN = 0.50;
    private static final String LONE_LOG = "daybook_log_alone";

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            testbed.makeLog(LONE_LOG);
            Service suite = testbed.command().start();
            Service alone = testbed.commandAlone().onLog(LONE_LOG).start();
            testbed.openAccounts(suite, ACCOUNTS);
            testbed.openAccounts(alone, ACCOUNTS);
            var whole = new Deposits(testbed.wrk(suite, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log());
            // At its own speed first: beside the views it would take five times as long until it is as warm as the
            // other one.
            whole.run(testbed.plan().warmUp());
            Service projector = testbed.projector().start();
            testbed.query().start();
            testbed.awaitViews(projector);
            var lone = new Deposits(testbed.wrk(alone, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log(LONE_LOG));
            Pairs pairs = new InterleavedRuns(testbed.plan().warmingUpSlowly()).take(whole, duration -> {
                // What the views still have to take in is the suite's work, and not to be done in the other one's turn.
                testbed.awaitViews(projector);
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
