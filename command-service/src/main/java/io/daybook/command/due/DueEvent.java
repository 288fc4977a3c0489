package io.daybook.command.due;

import java.util.UUID;

/**
 * An event whose time has come.
 *
 * @param eventId the event
 * @param streamId the stream that it stands in
 * @param type its type
 */
public record DueEvent(UUID eventId, UUID streamId, String type) {}
