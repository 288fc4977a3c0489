package io.daybook.command.decision;

import io.daybook.events.DomainEvent;
import java.time.LocalDate;

/** What a stream's events amount to. Immutable. */
public interface StreamState {

    /**
     * The state after one more event of the stream.
     *
     * @param event the event
     * @param effectiveDate its value date
     */
    StreamState evolve(DomainEvent event, LocalDate effectiveDate);
}
