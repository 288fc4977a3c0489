package io.daybook.projector.engine.verification;

import io.daybook.serviceweb.Problem;
import org.springframework.http.HttpStatus;

/** The problems that operators are answered with who have views verified. */
public final class VerificationProblems {

    private VerificationProblems() {}

    /** The problem of a second verification at the same time. */
    public static Problem underWay() {
        return new Problem(
                HttpStatus.CONFLICT,
                "view-verification-under-way",
                "A verification of this view is under way. Its verdict will be at /v1/views.");
    }

    /** The problem of a view that does not say how its tables follow from the log. */
    public static Problem notVerifiable(String view) {
        return new Problem(
                HttpStatus.CONFLICT,
                "view-not-verifiable",
                "The view %s does not say how its tables follow from the log. If it is a view, a rebuild compares it as a whole."
                        .formatted(view));
    }
}
