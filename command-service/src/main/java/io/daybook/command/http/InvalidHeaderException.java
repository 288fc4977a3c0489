package io.daybook.command.http;

/** A header that cannot be read; the message says what is expected. */
final class InvalidHeaderException extends RuntimeException {
    InvalidHeaderException(String header, String expected) {
        super("The header %s must be %s.".formatted(header, expected));
    }
}
