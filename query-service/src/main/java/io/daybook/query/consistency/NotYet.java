package io.daybook.query.consistency;

import io.daybook.query.http.Problem;
import org.springframework.http.HttpStatus;

/** The view has not got the wanted version within the time that a query waits. */
final class NotYet extends Problem {

    NotYet(long wanted, long there) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-yet",
                "Version %d is not in the view yet; version %d is. Ask again.".formatted(wanted, there));
        with("atLeastVersion", wanted);
        with("version", there);
        retryLater();
    }
}
