package io.daybook.benchmark.cases;

import io.daybook.benchmark.database.EventLog;
import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.report.Goal;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.ServiceSetup;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cost of thresholds that make the log keep sums by day, which are events of their own. All deposits are one person's here, so that
 * person's sum is the stream that every batch appends to: no bank has it worse.
 */
final class DepositsSummedByDay implements BenchmarkCase {

    /** Far more than any run deposits: every deposit is summed, and none waits for a second person. */
    private static final String OUT_OF_REACH = "100000000000";

    @Override
    public List<Result> measure(BenchmarkContext context) {
        return List.of(
                result(
                        "deposits-summed-person",
                        "deposits/s with sums of the day by person",
                        measure(context, DepositsSummedByDay::byPerson)),
                result(
                        "deposits-summed-account",
                        "deposits/s with sums of the day by account",
                        measure(context, DepositsSummedByDay::byAccount)));
    }

    private static Pairs measure(BenchmarkContext context, UnaryOperator<ServiceSetup> summed) {
        return DepositsWithAndWithout.measure(
                context, summed, UnaryOperator.identity(), DepositsSummedByDay::refuseUnlessSummed);
    }

    private static void refuseUnlessSummed(EventLog log) {
        if (log.sumsOfDay() == 0) {
            throw new IllegalStateException("No deposit was summed: this would measure nothing.");
        }
    }

    private static ServiceSetup byPerson(ServiceSetup setup) {
        return setup.with("DAYBOOK_FOUREYES_PERPERSONDAY_EUR", OUT_OF_REACH);
    }

    private static ServiceSetup byAccount(ServiceSetup setup) {
        return setup.with("DAYBOOK_FOUREYES_PERACCOUNTDAY_EUR", OUT_OF_REACH);
    }

    private static Result result(String figure, String what, Pairs pairs) {
        return Result.ofRates(
                figure,
                what,
                "deposits/s without, by another command-service with a log of its own",
                new Names("summed", "not summed"),
                pairs,
                new Goal.Nothing());
    }
}
