package io.daybook.command.log;

import io.daybook.command.decision.StreamState;
import io.daybook.events.DomainEvent;
import java.time.LocalDate;
import java.util.Optional;

/** What the log must know of the domains to fold any stream into its state, and to keep snapshots of it. */
public interface StreamModel {

    /** The state after a stream's first event. */
    StreamState begin(DomainEvent first, LocalDate effectiveDate);

    /** Writes a state down. */
    Snapshot snapshot(StreamState state);

    /** Reads a state again, or nothing if it was written in a shape that is no longer read; it is folded anew then. */
    Optional<StreamState> restore(Snapshot snapshot);

    /**
     * A state, written down.
     *
     * @param shape names the kind of state and the version of its shape
     * @param state the JSON text
     */
    record Snapshot(String shape, String state) {}
}
