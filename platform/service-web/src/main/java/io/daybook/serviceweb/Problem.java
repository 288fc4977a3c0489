package io.daybook.serviceweb;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** An answer that is a problem detail (RFC 9457) with a type as stable as its cause. */
public class Problem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

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

    /** Something that was asked for and does not exist. */
    public static Problem unknown(String code, String detail) {
        return new Problem(HttpStatus.NOT_FOUND, code, detail);
    }

    /** A request that cannot be read, or contradicts itself. */
    public static Problem malformed(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "malformed", detail);
    }

    /**
     * A parameter that cannot be read.
     *
     * @param name the parameter's name
     * @param expected rule that it must follow, as the end of a sentence
     */
    public static Problem badParameter(String name, String expected) {
        return malformed("%s must be %s.".formatted(name, expected)).with("parameter", name);
    }

    /** Adds one more fact for programs. */
    public final Problem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }

    /** Tells the caller to come back after that many seconds. */
    public final Problem retryAfter(int seconds) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
        return this;
    }

    /** Tells the caller to ask again in a second. */
    public final Problem retryLater() {
        return retryAfter(1);
    }

    /** A stack trace would cost much and tell nothing: a problem is an answer, and a fault behind it is logged on its own. */
    @Override
    public final synchronized Throwable fillInStackTrace() {
        return this;
    }
}
