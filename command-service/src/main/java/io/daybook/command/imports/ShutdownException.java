package io.daybook.command.imports;

/** The instance stops: what is being done is left as it is, to be resumed. */
final class ShutdownException extends Exception {
    private static final long serialVersionUID = 1L;
}
