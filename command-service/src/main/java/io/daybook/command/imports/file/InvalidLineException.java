package io.daybook.command.imports.file;

/** A line that cannot be understood; it is refused alone. Costs no stack trace: a file may be full of them. */
public final class InvalidLineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A fault in a line.
     *
     * @param code the stable name of the cause, in kebab case
     * @param detail the cause in a sentence
     */
    InvalidLineException(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    static InvalidLineException malformed(String detail) {
        return new InvalidLineException("malformed", detail);
    }

    /** A stable name for the cause, in kebab case. */
    public String code() {
        return code;
    }
}
