package io.daybook.benchmark.measurement;

import java.time.Duration;

/** Something that can be done for a while, as fast as it goes. */
@FunctionalInterface
public interface Load {

    /**
     * Does it for so long.
     *
     * @throws IllegalStateException if anything of it failed: what is measured then is something else
     */
    Rate run(Duration duration);
}
