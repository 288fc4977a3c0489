package io.daybook.command.http;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer that is a problem detail (RFC 9457) with a type as stable as its cause. */
public final class Problem extends ErrorResponseException {

    private static final String TYPE_PREFIX = "/problems/";

    /**
     * A problem.
     *
     * @param status the status code
     * @param code the stable name of the cause, in kebab case; the last part of the type
     * @param detail the cause in a sentence or two, with what to do next
     */
    public Problem(HttpStatus status, String code, String detail) {
        super(status, detail(status, code, detail), null);
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

    static ProblemDetail detail(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE_PREFIX + code));
        problem.setTitle(title(code));
        return problem;
    }

    /** {@code insufficient-funds} reads {@code Insufficient funds}. */
    private static String title(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }
}
