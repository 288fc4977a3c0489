package io.daybook.projector.webhooks;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Times at which a delivery that failed is tried again. Pure but for the chance that it is given. */
final class RetrySchedule {

    private final WebhooksProperties properties;
    private final DoubleSupplier chance;

    /**
     * Retries.
     *
     * @param chance a number from 0 to 1 for each pause
     */
    RetrySchedule(WebhooksProperties properties, DoubleSupplier chance) {
        this.properties = properties;
        this.chance = chance;
    }

    /**
     * The pause after that many failed tries; empty if that was the last.
     *
     * @param retryAfter the pause that the receiver has asked for, zero if none; never shortens a pause
     */
    Optional<Duration> pause(int failedTries, Duration retryAfter) {
        if (failedTries > properties.retryPauses().size()) {
            return Optional.empty();
        }
        Duration planned = properties.retryPauses().get(failedTries - 1);
        double longer = 1 + properties.retryJitter() * chance.getAsDouble();
        var jittered = Duration.ofMillis(Math.round(planned.toMillis() * longer));
        Duration asked = heeded(retryAfter);
        return Optional.of(asked.compareTo(jittered) > 0 ? asked : jittered);
    }

    /** As much of the pause that a receiver has asked for as is heeded. */
    Duration heeded(Duration retryAfter) {
        return retryAfter.compareTo(properties.retryAfterMax()) > 0 ? properties.retryAfterMax() : retryAfter;
    }
}
