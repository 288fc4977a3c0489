package io.daybook.serviceweb;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets Spring Boot report an {@link UnknownNameException} by its message. */
final class UnknownNameFailureAnalyzer extends AbstractFailureAnalyzer<UnknownNameException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownNameException cause) {
        return new FailureAnalysis(Objects.requireNonNull(cause.getMessage()), null, cause);
    }
}
