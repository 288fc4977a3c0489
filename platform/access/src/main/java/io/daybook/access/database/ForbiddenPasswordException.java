package io.daybook.access.database;

/** A service was given a password that it must not have. It ends the start, with one sentence and no stack trace. */
public final class ForbiddenPasswordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForbiddenPasswordException(String message) {
        super(message);
    }
}
