package io.daybook.serviceweb;

/** A text that cannot be read; the message says what it must be, as the end of a sentence. Costs no stack trace. */
public final class InvalidTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * A text that cannot be read.
     *
     * @param expected rule that the text must follow, as the end of a sentence that begins "must be"
     */
    public InvalidTextException(String expected) {
        super(expected);
    }

    /** A file may be full of such texts. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
