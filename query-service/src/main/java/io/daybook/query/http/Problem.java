package io.daybook.query.http;

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

    /** No such account in this view. */
    public static Problem unknownAccount() {
        return unknown(
                "unknown-account",
                "There is no such account here. If it was opened just now, ask again with atLeastVersion=1.");
    }

    /** No such hold is open on the account. */
    public static Problem unknownHold() {
        return unknown(
                "unknown-hold",
                "The account has no such hold open. If it was placed just now, ask again with atLeastVersion.");
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
    public final Problem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }

    /** The same, telling the caller to ask again in a second. */
    public final Problem retryLater() {
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return this;
    }
}
