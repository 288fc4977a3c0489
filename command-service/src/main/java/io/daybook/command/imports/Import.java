package io.daybook.command.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it stands.
 *
 * @param request the request
 * @param state present state
 * @param size size of the file
 * @param counts numbers of them by result so far
 * @param times times of its steps
 * @param problem reason why it failed or was not begun, null if it did not fail
 * @param approvalId the approval that it waits or waited for, null if it takes no second person, or is not asked for yet
 */
record Import(
        ImportRequest request,
        ImportState state,
        FileSize size,
        ImportCounts counts,
        Times times,
        @Nullable String problem,
        @Nullable UUID approvalId) {

    /**
     * Size of a file.
     *
     * @param bytes bytes of its text in UTF-8, as it is kept
     * @param lines records that it has
     * @param columnsLeftOut columns that have no meaning here, so that nothing of them is kept
     */
    record FileSize(long bytes, long lines, int columnsLeftOut) {}

    /**
     * Times of an import.
     *
     * @param startedAt time when its first run began, null if it has not begun
     * @param runStartedAt time when its present run began, null if it has not begun
     * @param runFirstLine number of lines that had been decided before the present run
     * @param progressedAt time when the last lines were decided, null if none were
     * @param finishedAt time when it ended, null if it has not ended
     */
    record Times(
            @Nullable Instant startedAt,
            @Nullable Instant runStartedAt,
            long runFirstLine,
            @Nullable Instant progressedAt,
            @Nullable Instant finishedAt) {}

    /** Lines per second of the present, or last, run; nothing before its first progress. */
    OptionalDouble linesPerSecond() {
        if (times.runStartedAt() == null || times.progressedAt() == null) {
            return OptionalDouble.empty();
        }
        double seconds =
                Duration.between(times.runStartedAt(), times.progressedAt()).toNanos() / 1e9;
        return seconds > 0
                ? OptionalDouble.of((counts.read() - times.runFirstLine()) / seconds)
                : OptionalDouble.empty();
    }

    /** Seconds left at the present rate; nothing if it does not run, or the rate is not known. */
    OptionalDouble secondsLeft() {
        OptionalDouble rate = linesPerSecond();
        return state == ImportState.RUNNING && rate.isPresent() && rate.getAsDouble() > 0
                ? OptionalDouble.of((size.lines() - counts.read()) / rate.getAsDouble())
                : OptionalDouble.empty();
    }
}
