package io.daybook.benchmark.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Deposits at an even pace, beside which something else is measured. They come from wrk: what sends them takes as little of the
 * machine as it can, as nobody sends a bank's requests from the machine of its services.
 */
public record PacedDeposits(Wrk wrk, double perSecond) {

    private static final double LEAST_PART = 0.9;

    /** Does something that takes so long beside the deposits, while services that are cold may fall behind. */
    public <T> void warmUp(Duration duration, Supplier<T> work) {
        var unused = send(duration, work);
    }

    /**
     * Measures something that takes so long beside the deposits.
     *
     * @throws IllegalStateException if fewer were answered than there should have been: what was measured beside them is too good
     *     then
     */
    public <T> T beside(Duration duration, Supplier<T> measuring) {
        Answered<T> answered = send(duration, measuring);
        if (answered.perSecond() < LEAST_PART * perSecond) {
            throw new IllegalStateException(
                    "Of %.0f deposits a second only %.0f were answered.".formatted(perSecond, answered.perSecond()));
        }
        return answered.measured();
    }

    private record Answered<T>(T measured, double perSecond) {}

    private <T> Answered<T> send(Duration duration, Supplier<T> work) {
        CompletableFuture<T> working = CompletableFuture.supplyAsync(work);
        // Here and not beside: wrk has ended when this returns, whatever becomes of the work.
        WrkOutput sent = wrk.paced(perSecond).send(duration);
        double answered = sent.rate().perSecond() * (sent.requests() - sent.refused()) / sent.requests();
        return new Answered<>(working.join(), answered);
    }
}
