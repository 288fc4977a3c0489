package io.daybook.projector.engine;

import io.daybook.events.DomainEvent;
import io.daybook.events.RecordedEvent;

/**
 * An event on its way into a view.
 *
 * @param recorded the event with its envelope
 * @param event the event, read from the payload
 */
public record ViewEvent(RecordedEvent recorded, DomainEvent event) {}
