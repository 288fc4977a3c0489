package io.daybook.projector.webhooks;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Seals secrets by the current master key once the file of master keys has another one, and counts those that are not. */
final class SecretsReseal {

    private static final Logger LOG = LoggerFactory.getLogger(SecretsReseal.class);

    private final SealedSecrets secrets;
    private volatile double needy = Double.NaN;

    SecretsReseal(SealedSecrets secrets, MeterRegistry meters) {
        this.secrets = secrets;
        Gauge.builder("daybook.webhooks.secrets.old", () -> needy)
                .description("Webhooks whose secrets need a former master key; not a number until they were counted")
                .register(meters);
    }

    @Scheduled(
            initialDelayString = "${daybook.webhooks.sweep-every:1m}",
            fixedDelayString = "${daybook.webhooks.sweep-every:1m}")
    void sweep() {
        try {
            needy = secrets.sealAnew();
        } catch (DataAccessException | TransactionException e) {
            LOG.atLevel(WebhooksDatabase.isWithoutTables(e) ? Level.DEBUG : Level.WARN)
                    .setCause(e)
                    .log("Secrets could not be looked through; the next sweep does.");
        }
    }
}
