package io.daybook.projector.http;

import io.daybook.access.ProblemDetails;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** An answer that is a problem detail (RFC 9457) with a type as stable as its cause. */
public class Problem extends ErrorResponseException {

    private static final String RETRY_AFTER_SECONDS = "1";

    /**
     * A problem.
     *
     * @param code the stable name of the cause, in kebab case; the last part of the type
     * @param detail the cause in a sentence or two, with what to do next
     */
    public Problem(HttpStatus status, String code, String detail) {
        super(status, ProblemDetails.of(status, code, detail), null);
    }

    /** What was asked for does not exist. */
    public static Problem unknown(String code, String detail) {
        return new Problem(HttpStatus.NOT_FOUND, code, detail);
    }

    /** A request that cannot be read, or contradicts itself. */
    public static Problem malformed(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "malformed", detail);
    }

    /** The same with one more fact for programs. */
    public final Problem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }

    /** The same, telling the caller to ask again in a second. */
    final Problem retryLater() {
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return this;
    }
}
