package io.daybook.command.http;

import io.daybook.serviceweb.JsonFault;

/** A field of a body, or of a line of a file, that cannot be read; the message says what is expected. */
public final class InvalidFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String expected;

    /**
     * A field that cannot be read.
     *
     * @param pointer place of the field, as a JSON pointer
     * @param expected expected value, as the end of a sentence that begins "must be"
     */
    public InvalidFieldException(String pointer, String expected) {
        super("%s must be %s.".formatted(pointer, expected));
        this.pointer = pointer;
        this.expected = expected;
    }

    String pointer() {
        return pointer;
    }

    /** The same in words for whoever reads a file: without the pointer's slash. */
    public String detailOfLine() {
        return "%s must be %s.".formatted(JsonFault.fieldName(pointer), expected);
    }
}
