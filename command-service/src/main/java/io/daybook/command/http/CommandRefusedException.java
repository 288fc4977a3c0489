package io.daybook.command.http;

import io.daybook.command.decision.Refusal;

/** Carries a refusal from a controller to where it becomes a problem detail. Costs no stack trace: it is no fault. */
public final class CommandRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final boolean isRepeated;

    /** Carries that refusal. */
    public CommandRefusedException(Refusal refusal) {
        this(refusal, false);
    }

    /**
     * Carries that refusal.
     *
     * @param isRepeated whether it is the answer given before under the same idempotency key
     */
    CommandRefusedException(Refusal refusal, boolean isRepeated) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
        this.isRepeated = isRepeated;
    }

    Refusal refusal() {
        return refusal;
    }

    boolean isRepeated() {
        return isRepeated;
    }
}
