package io.daybook.command.http;

import io.daybook.command.decision.Refusal;

/** Carries a refusal from a controller to where it becomes a problem detail. Costs no stack trace: it is no fault. */
public final class CommandRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** Carries that refusal. */
    public CommandRefusedException(Refusal refusal) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
