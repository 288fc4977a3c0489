package io.daybook.query.http;

/** A parameter's text that cannot be read; the message says what it must be, as the end of a sentence. */
final class InvalidParameterException extends IllegalArgumentException {

    InvalidParameterException(String expected) {
        super(expected);
    }
}
