package io.daybook.projector.engine.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of comparing the generation of a view that serves with the log. As long as there is none, its parts are absent; while
 * the next verification runs, they are those of the one before.
 *
 * @param state present state
 * @param checkedAt time when the verification ended
 * @param position the highest log position in the view when it began
 * @param streams number of streams that were compared
 * @param differences number of rows, streams and totals that differ
 * @param examples tables and keys of some of them
 * @param trouble reason why a later verification did not come to its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        VerdictState state,
        @Nullable Instant checkedAt,
        @Nullable Long position,
        @Nullable Long streams,
        @Nullable Long differences,
        @Nullable List<String> examples,
        @Nullable String trouble) {

    /** The same outcome while the next verification runs. */
    public Verdict running() {
        return new Verdict(VerdictState.RUNNING, checkedAt, position, streams, differences, examples, trouble);
    }
}
