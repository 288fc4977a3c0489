package io.daybook.access.database;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets Spring Boot report a {@link ForbiddenPasswordException} by its message. */
final class ForbiddenPasswordFailureAnalyzer extends AbstractFailureAnalyzer<ForbiddenPasswordException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ForbiddenPasswordException cause) {
        return new FailureAnalysis(Objects.requireNonNull(cause.getMessage()), null, cause);
    }
}
