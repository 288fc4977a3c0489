package io.daybook.command.decision;

import io.daybook.events.DomainEvent;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An event that was decided and is not recorded yet.
 *
 * @param streamId the stream it belongs to
 * @param event what happened
 * @param effectiveDate its value date
 */
public record NewEvent(UUID streamId, DomainEvent event, LocalDate effectiveDate) {}
