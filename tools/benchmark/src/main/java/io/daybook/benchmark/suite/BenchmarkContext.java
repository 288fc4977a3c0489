package io.daybook.benchmark.suite;

import io.daybook.benchmark.measurement.Plan;
import java.nio.file.Path;

/**
 * Files and durations of a measurement.
 *
 * @param home the checkout, in which everything was built
 * @param folder for the data of servers, each figure's in a folder of its own
 * @param pgbench the program
 * @param plan lengths of the measurements
 */
public record BenchmarkContext(Path home, Path folder, Path pgbench, Plan plan) {

    Path script() {
        return home.resolve("tools/benchmark/src/main/lua/requests.lua");
    }
}
