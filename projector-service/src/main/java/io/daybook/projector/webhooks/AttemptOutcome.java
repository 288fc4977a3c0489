package io.daybook.projector.webhooks;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Consequences of a try for its delivery, its queue and its subscription.
 *
 * @param claim delivery that was tried
 * @param status new status of the delivery
 * @param httpStatus the answer; null if there was none
 * @param error description of the fault; null if there was none
 * @param pause time that the queue waits before its first delivery is tried
 * @param rest time for which the whole subscription is left alone
 * @param isGone true if the receiver wants nothing any more
 */
record AttemptOutcome(
        DeliveryLease claim,
        DeliveryStatus status,
        @Nullable Integer httpStatus,
        @Nullable String error,
        Duration pause,
        Duration rest,
        boolean isGone) {

    static AttemptOutcome of(DeliveryLease claim, Attempt attempt, RetrySchedule retries) {
        Duration rest = retries.heeded(attempt.rest());
        if (attempt.isDelivered()) {
            return outcome(claim, attempt, DeliveryStatus.DELIVERED, Duration.ZERO, rest);
        }
        if (attempt.isGone()) {
            return outcome(claim, attempt, DeliveryStatus.PENDING, Duration.ZERO, rest);
        }
        Optional<Duration> pause = retries.pause(claim.tries() + 1, attempt.retryAfter());
        return outcome(
                claim,
                attempt,
                pause.isPresent() ? DeliveryStatus.PENDING : DeliveryStatus.DEAD,
                pause.orElse(Duration.ZERO),
                rest);
    }

    private static AttemptOutcome outcome(
            DeliveryLease claim, Attempt attempt, DeliveryStatus status, Duration pause, Duration rest) {
        return new AttemptOutcome(claim, status, attempt.status(), attempt.fault(), pause, rest, attempt.isGone());
    }
}
