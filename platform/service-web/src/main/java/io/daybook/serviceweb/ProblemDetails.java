package io.daybook.serviceweb;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problem details (RFC 9457) with a type as stable as its cause. */
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
        problem.setType(type(code));
        problem.setTitle(title(code));
        return problem;
    }

    /** The code of a cause of which no more is known than its status. */
    static String code(HttpStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static URI type(String code) {
        return URI.create(TYPE_PREFIX + code);
    }

    /** {@code insufficient-funds} reads {@code Insufficient funds}. */
    private static String title(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }
}
