package io.daybook.command.log;

import io.daybook.command.log.clock.ClockReading;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log's database as a look at it shows it.
 *
 * @param clocks the clocks, null if the database does not answer
 * @param isAlone true if commits are on no other machine, although that is required
 * @param obstacle reason why nothing can be appended, null if it can
 */
record LogStatus(
        @Nullable ClockReading clocks,
        boolean isAlone,
        @Nullable String obstacle) {

    private static final String ALONE =
            "The log's database commits alone: no synchronous standby has what is acknowledged.";

    static LogStatus unreachable() {
        return new LogStatus(null, false, "The log does not answer.");
    }

    /** Facts that operators should know, as sentences; none if all is well. */
    List<String> troubles() {
        return Stream.concat(Stream.ofNullable(obstacle), isAlone ? Stream.of(ALONE) : Stream.empty())
                .toList();
    }
}
