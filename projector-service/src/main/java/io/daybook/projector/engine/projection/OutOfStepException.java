package io.daybook.projector.engine.projection;

/** Records were delivered that do not follow on the checkpoint: some before them have not been delivered. */
public final class OutOfStepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The exception with that message. */
    public OutOfStepException(String message) {
        super(message);
    }
}
