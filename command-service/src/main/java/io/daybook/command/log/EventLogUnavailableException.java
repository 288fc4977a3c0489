package io.daybook.command.log;

/**
 * The log could not be reached, or did not answer in time. Whether the command was recorded may be unknown: the caller
 * should repeat it under the same idempotency key.
 */
public final class EventLogUnavailableException extends RuntimeException {
    EventLogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    EventLogUnavailableException(String message) {
        super(message);
    }
}
