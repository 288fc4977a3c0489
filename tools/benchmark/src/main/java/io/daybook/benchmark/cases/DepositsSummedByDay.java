package io.daybook.benchmark.cases;

import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.ServiceSetup;
import java.util.List;

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
                        DepositsWithAndWithout.measure(context, DepositsSummedByDay::byPerson, setup -> setup)),
                result(
                        "deposits-summed-account",
                        "deposits/s with sums of the day by account",
                        DepositsWithAndWithout.measure(context, DepositsSummedByDay::byAccount, setup -> setup)));
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
                pairs);
    }
}
