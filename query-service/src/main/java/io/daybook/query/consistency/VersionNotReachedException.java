package io.daybook.query.consistency;

import io.daybook.serviceweb.Problem;
import org.springframework.http.HttpStatus;

/** The view has not got the wanted version within the time that a query waits. */
public final class VersionNotReachedException extends Problem {

    /**
     * The refusal.
     *
     * @param wanted the version that the query was to have in it
     * @param there the version that the view has
     */
    public VersionNotReachedException(long wanted, long there) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-yet",
                "Version %d is not in the view yet; version %d is. Ask again.".formatted(wanted, there));
        with("atLeastVersion", wanted);
        with("version", there);
        retryLater();
    }
}
