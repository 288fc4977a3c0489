package io.daybook.benchmark.cases;

import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Names;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.ServiceSetup;
import java.util.List;

/** Cost of tokens, scopes, limits and signed heads for a deposit. */
final class DepositsGuarded implements BenchmarkCase {

    private static final double RATIO_MIN = 0.90;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        return List.of(Result.ofRates(
                "deposits-secure",
                "deposits/s with tokens, scopes, limits of requests and signed heads",
                "deposits/s without, by another command-service with a log of its own",
                new Names("guarded", "open"),
                DepositsWithAndWithout.measure(context, ServiceSetup::guarded, ServiceSetup::open),
                RATIO_MIN));
    }
}
