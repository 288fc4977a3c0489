package io.daybook.access.operations;

import org.jspecify.annotations.Nullable;

/** Body of a request for an administrative act, which says more of it than the path does. */
public interface DescribedAct {

    /** Object of the act, in a few words; null if the path says all. */
    default @Nullable String about() {
        return null;
    }

    /** Reason in free text; null if none is given. */
    default @Nullable String reason() {
        return null;
    }
}
