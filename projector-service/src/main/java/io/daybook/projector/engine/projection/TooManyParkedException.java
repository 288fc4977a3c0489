package io.daybook.projector.engine.projection;

import java.sql.SQLException;

/** So many events cannot be applied that the fault is not theirs. */
public final class TooManyParkedException extends SQLException {

    private static final long serialVersionUID = 1L;

    /** The exception for a view that may have that many failed events. */
    public TooManyParkedException(long parkedMax) {
        super("More than %d events cannot be applied, so the fault is the view's; mend it, or raise daybook.parked-max."
                .formatted(parkedMax));
    }
}
