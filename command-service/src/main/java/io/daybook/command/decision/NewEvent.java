package io.daybook.command.decision;

import io.daybook.events.DomainEvent;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that was decided and is not recorded yet.
 *
 * @param streamId the stream it belongs to
 * @param event the event's content
 * @param effectiveDate its value date
 * @param causationId the recorded event that caused it, if one did
 */
public record NewEvent(
        UUID streamId,
        DomainEvent event,
        LocalDate effectiveDate,
        @Nullable UUID causationId) {

    /** An event that no recorded event caused. */
    public NewEvent(UUID streamId, DomainEvent event, LocalDate effectiveDate) {
        this(streamId, event, effectiveDate, null);
    }
}
