package io.daybook.benchmark.cases;

import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import java.util.List;

/** Benchmark case, run on servers of its own. */
@FunctionalInterface
public interface BenchmarkCase {

    /** Measures it: one result, or several that come of the same run. */
    List<Result> measure(BenchmarkContext context);
}
