package io.daybook.command.log;

/**
 * The log could not be reached, or did not answer in time. Whether the command was recorded may be unknown: the caller
 * should repeat it under the same idempotency key.
 */
public class EventLogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventLogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public EventLogUnavailableException(String message) {
        super(message);
    }
}
