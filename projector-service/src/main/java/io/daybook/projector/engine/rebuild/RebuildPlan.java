package io.daybook.projector.engine.rebuild;

import java.time.Instant;

/** The generation that a rebuild is to build. */
public sealed interface RebuildPlan {

    /** The source of the bulk of its events. */
    RebuildSource source();

    /** All events, to take over or not. */
    public record Anew(SwapMode swap, RebuildSource source) implements RebuildPlan {}

    /** The events up to a log position, to stand aside. */
    public record ToPosition(long position, RebuildSource source) implements RebuildPlan {}

    /** The log as it was before the first event that was recorded after that instant, to stand aside. */
    public record ToInstant(Instant instant, RebuildSource source) implements RebuildPlan {}

    /** The generation that served before, brought up to date, to take over again. */
    public record Back() implements RebuildPlan {

        @Override
        public RebuildSource source() {
            return RebuildSource.TOPIC;
        }
    }
}
