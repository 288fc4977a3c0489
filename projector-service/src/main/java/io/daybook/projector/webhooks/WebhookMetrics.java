package io.daybook.projector.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/** Metrics of sending. */
final class WebhookMetrics {

    private final MeterRegistry meters;
    private final Timer requests;

    WebhookMetrics(MeterRegistry meters, Deliveries deliveries) {
        this.meters = meters;
        this.requests = Timer.builder("daybook.webhooks.request")
                .description("How long one try takes, with an answer or without")
                .publishPercentileHistogram()
                .register(meters);
        gauge("daybook.webhooks.pending", "Deliveries that are to be sent", deliveries, Deliveries.Backlog::pending);
        gauge("daybook.webhooks.dead", "Deliveries whose last try has failed", deliveries, Deliveries.Backlog::dead);
        gauge(
                "daybook.webhooks.oldest.pending.seconds",
                "How long the oldest pending delivery of an active subscription has waited, 0 if there is none",
                deliveries,
                Deliveries.Backlog::oldestPendingSeconds);
    }

    private void gauge(
            String name, String description, Deliveries deliveries, Function<Deliveries.Backlog, Number> field) {
        Gauge.builder(name, () -> orNotANumber(deliveries, field))
                .description(description)
                .register(meters);
    }

    private static double orNotANumber(Deliveries deliveries, Function<Deliveries.Backlog, Number> field) {
        try {
            return field.apply(deliveries.backlog()).doubleValue();
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }

    <T> T timed(Supplier<T> attempt) {
        return requests.record(attempt);
    }

    void recorded(AttemptOutcome outcome) {
        Counter.builder("daybook.webhooks.deliveries")
                .description("Tries, by what the delivery was after it: delivered, pending (it is tried again), dead")
                .tag("outcome", outcome.status().name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }
}
