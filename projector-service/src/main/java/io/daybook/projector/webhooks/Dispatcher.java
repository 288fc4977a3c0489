package io.daybook.projector.webhooks;

import io.daybook.personaldata.KeysUnavailable;
import io.daybook.serviceweb.BackgroundLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/**
 * Sends what is queued: of each queue one delivery at a time and in order, of different queues many at the same time, to each
 * subscription no more than it may have, so that a slow receiver holds up nobody but itself.
 *
 * <p>One thread talks to the database: in one transaction it records whatever has come of what was sent, and takes what is due
 * now. A thread each sends. Any number of processes share the work. What a process had taken when it died is due again once
 * its lease is over, and the receiver may get it twice, under the same id.
 */
final class Dispatcher extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Time that deliveries on their way get to arrive; the rest is sent again once its lease is over. */
    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(5);

    private static final Duration TROUBLE_PAUSE = Duration.ofSeconds(1);

    private final WebhooksDatabase database;
    private final DispatchStore store = new DispatchStore();
    private final SealedSecrets secrets;
    private final Sender sender;
    private final RetrySchedule retries;
    private final WebhooksProperties properties;
    private final WebhookMetrics metrics;
    private final LinkedBlockingQueue<AttemptOutcome> arrived = new LinkedBlockingQueue<>();
    private final List<AttemptOutcome> unrecorded = new ArrayList<>();
    private final Map<UUID, Integer> inFlight = new HashMap<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<UUID> unreadable = new HashSet<>();
    private boolean areSecretsSealed;
    private boolean isInTrouble;

    Dispatcher(
            WebhooksDatabase database,
            SealedSecrets secrets,
            Sender sender,
            RetrySchedule retries,
            WebhooksProperties properties,
            WebhookMetrics metrics) {
        super("webhook-dispatcher", Duration.ZERO, STOP_WAIT_MAX.plus(TROUBLE_PAUSE));
        this.database = database;
        this.secrets = secrets;
        this.sender = sender;
        this.retries = retries;
        this.properties = properties;
        this.metrics = metrics;
    }

    @Override
    protected void round() throws InterruptedException {
        if (!areSecretsSealed) {
            secrets.sealPlain();
            areSecretsSealed = true;
        }
        recordAndClaim(isRunning() ? properties.inFlightMax() : 0).forEach(this::dispatch);
        await(properties.pollInterval());
        isInTrouble = false;
    }

    @Override
    protected void failed(Exception e) throws InterruptedException {
        tell(e);
        await(TROUBLE_PAUSE);
    }

    @Override
    protected void interrupted() {
        LOG.atDebug().log("What is on its way is left to whoever takes it next.");
    }

    private List<DeliveryLease> recordAndClaim(int inFlightMax) {
        List<AttemptOutcome> outcomes = List.copyOf(unrecorded);
        List<DeliveryLease> claims = database.inTransaction(connection -> {
            store.record(connection, outcomes);
            return store.claim(connection, inFlight, inFlightMax, properties.leaseTime());
        });
        unrecorded.clear();
        outcomes.forEach(metrics::recorded);
        return claims;
    }

    private void dispatch(DeliveryLease claim) {
        secretsFor(claim).ifPresent(signing -> {
            inFlight.merge(claim.subscriptionId(), 1, Integer::sum);
            senders.execute(() -> arrived.add(AttemptOutcome.of(claim, attempt(claim, signing), retries)));
        });
    }

    /** Nothing if they cannot be read: then nothing is sent, no try is counted, and it is due again once its lease is over. */
    private Optional<List<Secret>> secretsFor(DeliveryLease claim) {
        UUID webhook = claim.subscriptionId();
        try {
            List<Secret> signing = secrets.unseal(webhook, claim.sealedSecrets());
            unreadable.remove(webhook);
            return Optional.of(signing);
        } catch (KeysUnavailable e) {
            if (unreadable.add(webhook)) {
                LOG.atError()
                        .addKeyValue("webhook", webhook)
                        .setCause(e)
                        .log("The secret of a webhook cannot be decrypted: nothing is sent to it until it can.");
            }
            return Optional.empty();
        }
    }

    /** Always comes back: a claim that did not would keep its place for ever. */
    private Attempt attempt(DeliveryLease claim, List<Secret> signing) {
        try {
            return metrics.timed(() -> sender.send(claim, signing));
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("webhook", claim.subscriptionId())
                    .addKeyValue("eventId", claim.eventId())
                    .setCause(e)
                    .log("A delivery failed for a fault of ours.");
            return Attempt.failed("The fault is the sender's, and has been logged.");
        }
    }

    /** Until something has come of what was sent, the time is over, or this is to stop. */
    private void await(Duration pause) throws InterruptedException {
        AttemptOutcome first = arrived.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        List<AttemptOutcome> outcomes = new ArrayList<>(List.of(first));
        arrived.drainTo(outcomes);
        for (AttemptOutcome outcome : outcomes) {
            inFlight.computeIfPresent(outcome.claim().subscriptionId(), Dispatcher::oneLess);
        }
        unrecorded.addAll(outcomes);
    }

    private static @Nullable Integer oneLess(UUID subscriptionId, Integer count) {
        return count == 1 ? null : count - 1;
    }

    /** Waits for what is on its way, and takes nothing more. */
    @Override
    protected void end() throws InterruptedException {
        long endNanos = System.nanoTime() + STOP_WAIT_MAX.toNanos();
        while ((!inFlight.isEmpty() || !unrecorded.isEmpty()) && System.nanoTime() < endNanos) {
            attempt();
        }
    }

    private void tell(Exception e) {
        if (e instanceof NestedRuntimeException nested && WebhooksDatabase.isWithoutTables(nested)) {
            LOG.atDebug().setCause(e).log("The view has not made its tables yet.");
        } else if (!isInTrouble) {
            LOG.atWarn().setCause(e).log("Webhooks are not sent at the moment; it tries again every second.");
            isInTrouble = true;
        }
    }

    @Override
    public void stop() {
        super.stop();
        senders.shutdownNow();
    }
}
