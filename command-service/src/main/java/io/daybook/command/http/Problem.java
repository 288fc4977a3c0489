package io.daybook.command.http;

import io.daybook.access.ProblemDetails;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** An answer that is a problem detail (RFC 9457) with a type as stable as its cause. */
public final class Problem extends ErrorResponseException {

    /**
     * A problem.
     *
     * @param status the status code
     * @param code the stable name of the cause, in kebab case; the last part of the type
     * @param detail the cause in a sentence or two, with what to do next
     */
    public Problem(HttpStatus status, String code, String detail) {
        super(status, ProblemDetails.of(status, code, detail), null);
    }

    /**
     * A parameter that cannot be read.
     *
     * @param name the parameter's name
     * @param expected what it must be, as the end of a sentence
     */
    public static Problem badParameter(String name, String expected) {
        return new Problem(HttpStatus.BAD_REQUEST, "malformed", "%s must be %s.".formatted(name, expected))
                .with("parameter", name);
    }

    /** The same with one more fact for programs. */
    public Problem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }

    /** The same, telling the caller to come back after that many seconds. */
    public Problem retryAfter(int seconds) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        return this;
    }
}
