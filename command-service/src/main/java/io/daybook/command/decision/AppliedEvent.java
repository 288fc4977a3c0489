package io.daybook.command.decision;

import io.daybook.events.DomainEvent;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An event with the parts of its envelope that states need.
 *
 * @param eventId names the event, for states that must name it later
 * @param event the event's content
 * @param effectiveDate its value date
 */
public record AppliedEvent(UUID eventId, DomainEvent event, LocalDate effectiveDate) {}
