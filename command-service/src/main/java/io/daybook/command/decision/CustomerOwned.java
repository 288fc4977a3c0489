package io.daybook.command.decision;

import java.util.Optional;

/** A stream that may belong to a customer. */
public interface CustomerOwned extends StreamState {

    /** The customer to whom it belongs, nothing if that is not known. */
    Optional<String> owner();
}
