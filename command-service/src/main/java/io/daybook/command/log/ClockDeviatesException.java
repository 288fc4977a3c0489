package io.daybook.command.log;

/**
 * The clocks of the instance, the database and the log do not agree, so nothing was recorded. The command may be sent again, best
 * to another instance.
 */
public final class ClockDeviatesException extends EventLogUnavailableException {
    private static final long serialVersionUID = 1L;

    ClockDeviatesException(String message) {
        super(message);
    }
}
