package io.daybook.projector.engine.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Status of a rebuild. What is not known is absent.
 *
 * @param view the view
 * @param state present state
 * @param generation the schema that it builds
 * @param swap rule for that to take over once it is built up
 * @param source where the bulk of its events comes from
 * @param eventsDone events in it, those of an earlier run included
 * @param eventsTotal events that it will have, as far as they are in the topic by now
 * @param eventsPerSecond number of events that it takes in a second, on the average of this run
 * @param secondsLeft seconds that the rest takes at that rate
 * @param startedAt time when this run began
 * @param endedAt time when it ended
 * @param comparison differences from the generation that serves
 * @param trouble reason why it failed, or why it did not take over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildStatus(
        String view,
        RebuildState state,
        @Nullable String generation,
        @Nullable SwapMode swap,
        @Nullable RebuildSource source,
        long eventsDone,
        @Nullable Long eventsTotal,
        @Nullable Long eventsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Comparison comparison,
        @Nullable String trouble) {

    /** The status of a generation that no run of this instance builds. */
    public static RebuildStatus ofLeft(
            String view,
            RebuildState state,
            String generation,
            @Nullable RebuildSource source,
            long eventsDone,
            long eventsTotal,
            @Nullable Instant madeAt) {
        return new RebuildStatus(
                view, state, generation, null, source, eventsDone, eventsTotal, null, null, madeAt, null, null, null);
    }

    /** Part of the events that is in it, from 0 to 1; not a number once it is over, or as long as it is not known. */
    public double progress() {
        return state.isOver() || eventsTotal == null || eventsTotal == 0
                ? Double.NaN
                : Math.min(1, (double) eventsDone / eventsTotal);
    }
}
