package io.daybook.command.imports.file;

import java.io.IOException;

/** A file that cannot be read as a whole, so that nothing of it is imported; the message says why. */
public final class MalformedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * A fault in a file.
     *
     * @param line the line on which it was found, 1 for the first
     * @param detail description of the fault, in a sentence or two
     */
    public MalformedFileException(long line, String detail) {
        super("Line %d: %s".formatted(line, detail));
        this.line = line;
    }

    /** The line on which the fault was found, 1 for the first. */
    public long line() {
        return line;
    }
}
