package io.daybook.command.imports;

/** A line that cannot be understood; it is refused alone. Costs no stack trace: a file may be full of them. */
final class InvalidLineException extends RuntimeException {

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

    String code() {
        return code;
    }
}
