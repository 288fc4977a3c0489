package io.daybook.access;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** How every service says no: problem details (RFC 9457) with a type as stable as its cause. */
public final class ProblemDetails {

    private static final String TYPE_PREFIX = "/problems/";

    private ProblemDetails() {}

    /**
     * A problem detail.
     *
     * @param code the stable name of the cause, in kebab case; the last part of the type, and the title in words
     * @param detail the cause in a sentence or two, with what to do next
     */
    public static ProblemDetail of(HttpStatus status, String code, String detail) {
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
