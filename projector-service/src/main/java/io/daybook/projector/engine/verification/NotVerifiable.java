package io.daybook.projector.engine.verification;

import java.time.Instant;
import java.util.Optional;

/** The verifications of what does not say how its tables follow from the log: there are none. */
public record NotVerifiable(String view) implements VerificationOperations {

    @Override
    public Verdict start() {
        throw VerificationProblems.notVerifiable(view);
    }

    @Override
    public void runUnlessDoneSince(Instant moment) {}

    @Override
    public Optional<Verdict> verdict() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
