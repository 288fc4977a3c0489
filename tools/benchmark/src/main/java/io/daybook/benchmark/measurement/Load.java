package io.daybook.benchmark.measurement;

import java.time.Duration;

/** Load that can be run for a while, as fast as the machine allows. */
@FunctionalInterface
public interface Load {

    /**
     * Runs the load for so long.
     *
     * @throws IllegalStateException if anything of it failed: what is measured then is something else
     */
    Rate run(Duration duration);
}
