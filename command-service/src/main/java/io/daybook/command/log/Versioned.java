package io.daybook.command.log;

import io.daybook.command.decision.StreamState;
import io.daybook.events.DomainEvent;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stream's state together with its version.
 *
 * @param version the version of the last event in it, 0 for a stream without events
 * @param state the state, null exactly if the version is 0
 */
record Versioned(long version, @Nullable StreamState state) {

    static final Versioned NOTHING = new Versioned(0, null);

    Versioned evolve(DomainEvent event, LocalDate effectiveDate, StreamModel model) {
        StreamState next = state == null ? model.begin(event, effectiveDate) : state.evolve(event, effectiveDate);
        return new Versioned(version + 1, next);
    }
}
