package io.daybook.command.http;

/** A field of a body, or a part of a path, that cannot be read; the message says what is expected. */
public final class InvalidFieldException extends RuntimeException {

    private final String pointer;

    /**
     * A field that cannot be read.
     *
     * @param pointer place of the field, as a JSON pointer
     * @param expected expected value, as the end of a sentence that begins "must be"
     */
    public InvalidFieldException(String pointer, String expected) {
        super("%s must be %s.".formatted(pointer, expected));
        this.pointer = pointer;
    }

    String pointer() {
        return pointer;
    }
}
