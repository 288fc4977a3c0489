package io.daybook.command.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.command.imports.file.ImportFormat;
import io.daybook.command.imports.file.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * State of an import, as the API shows it.
 *
 * @param importId the import
 * @param state present state
 * @param format format of the file
 * @param source origin of the file
 * @param options options that it was uploaded with, such as {@code order=any}
 * @param bytesTotal size of the file
 * @param linesTotal number of records that it has, its header not counted
 * @param columnsLeftOut number of columns that have no meaning here; what is in them is not kept
 * @param linesRead number of them that were decided
 * @param accepted records that added to the log
 * @param repeated records that had been accepted before under the same identifier
 * @param refused records that were not understood or that the bank refused
 * @param failed records that could not be decided for a fault of ours; an import that has some is not completed
 * @param linesPerSecond number decided in a second, since the import was last begun or resumed
 * @param secondsLeft seconds that it will take at that rate; absent when that is not known, or it does not run
 * @param startedAt time when it was begun
 * @param finishedAt time when it ended
 * @param problem reason why it failed or was not begun, if it was so
 * @param approvalId the approval that it waits or waited for, if it takes a second person; absent until it is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportAnswer(
        UUID importId,
        ImportState state,
        ImportFormat format,
        String source,
        List<String> options,
        long bytesTotal,
        long linesTotal,
        int columnsLeftOut,
        long linesRead,
        long accepted,
        long repeated,
        long refused,
        long failed,
        @Nullable Long linesPerSecond,
        @Nullable Long secondsLeft,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String problem,
        @Nullable UUID approvalId) {

    static ImportAnswer of(Import known) {
        return new ImportAnswer(
                known.request().importId(),
                known.state(),
                known.request().format(),
                known.request().source(),
                known.request().options().stream()
                        .sorted()
                        .map(ImportOption::toString)
                        .toList(),
                known.size().bytes(),
                known.size().lines(),
                known.size().columnsLeftOut(),
                known.counts().read(),
                known.counts().accepted(),
                known.counts().repeated(),
                known.counts().refused(),
                known.counts().failed(),
                rounded(known.linesPerSecond()),
                rounded(known.secondsLeft()),
                known.times().startedAt(),
                known.times().finishedAt(),
                known.problem(),
                known.approvalId());
    }

    private static @Nullable Long rounded(OptionalDouble value) {
        return value.isPresent() ? (Long) Math.round(value.getAsDouble()) : null;
    }
}
