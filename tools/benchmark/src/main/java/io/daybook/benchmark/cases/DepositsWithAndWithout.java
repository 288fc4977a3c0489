package io.daybook.benchmark.cases;

import io.daybook.benchmark.database.EventLog;
import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.InterleavedRuns;
import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.ServiceSetup;
import io.daybook.benchmark.suite.Testbed;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Deposits by two command-services of one build that differ in their settings only, each with a log of its own. */
final class DepositsWithAndWithout {

    private static final int ACCOUNTS = 1000;
    private static final String LOG_WITHOUT = "daybook_log_without";

    private DepositsWithAndWithout() {}

    /** Measures deposits under one change of the settings beside those under another. */
    static Pairs measure(
            BenchmarkContext context, UnaryOperator<ServiceSetup> with, UnaryOperator<ServiceSetup> without) {
        return measure(context, with, without, log -> {});
    }

    /**
     * The same.
     *
     * @param afterwards looks at the log of the first service, whether the change has done what it is measured for
     */
    static Pairs measure(
            BenchmarkContext context,
            UnaryOperator<ServiceSetup> with,
            UnaryOperator<ServiceSetup> without,
            Consumer<EventLog> afterwards) {
        try (Testbed testbed = Testbed.in(context)) {
            testbed.makeLog(LOG_WITHOUT);
            Service first = with.apply(testbed.commandAlone()).start();
            Service second =
                    without.apply(testbed.commandAlone().onLog(LOG_WITHOUT)).start();
            testbed.openAccounts(first, ACCOUNTS);
            testbed.openAccounts(second, ACCOUNTS);
            var on = new Deposits(testbed.wrk(first, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log());
            var off = new Deposits(testbed.wrk(second, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log(LOG_WITHOUT));
            Pairs pairs = new InterleavedRuns(testbed.plan()).take(on, off);
            afterwards.accept(testbed.log());
            return pairs;
        }
    }
}
