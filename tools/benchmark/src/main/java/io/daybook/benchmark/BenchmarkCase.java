package io.daybook.benchmark;

import java.util.List;

/** Something about the suite that is measured, on servers of its own. */
@FunctionalInterface
interface BenchmarkCase {

    /** Measures it: one result, or several that come of the same run. */
    List<Result> measure(BenchmarkContext workplace);
}
