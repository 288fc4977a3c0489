package io.daybook.projector.webhooks;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Throws away deliveries that are over, after their time, and what deleted subscriptions have left; a little at a time. */
final class DeliveryCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryCleanup.class);

    /** Rows in one transaction. */
    private static final int BATCH_MAX = 1_000;

    private static final String DELETE_OLD = """
            delete from deliveries
            using (
              select subscription_id,
                     event_id
              from deliveries
              where status = :status
                and ended_at < now() - :keptMillis * interval '1 millisecond'
              order by ended_at
              limit :rows
            ) as old
            where deliveries.subscription_id = old.subscription_id
              and deliveries.event_id = old.event_id
              and deliveries.status = :status
            """;

    private static final String DELETE_LEFT = """
            delete from deliveries
            using (
              select deliveries.subscription_id,
                     deliveries.event_id
              from subscriptions
              join deliveries
                on deliveries.subscription_id = subscriptions.subscription_id
              where subscriptions.status = 'DELETED'
              limit :rows
            ) as left_over
            where deliveries.subscription_id = left_over.subscription_id
              and deliveries.event_id = left_over.event_id
            """;

    private static final String DELETE_QUEUES_LEFT = """
            delete from queues
            using subscriptions
            where subscriptions.subscription_id = queues.subscription_id
              and subscriptions.status = 'DELETED'
            """;

    /** A batch of events may have begun before the subscription was deleted, and add to it yet. */
    private static final String HOLD_EVENTS_UP = """
            lock table checkpoints in exclusive mode
            """;

    private static final String DELETE_SUBSCRIPTIONS = """
            delete from subscriptions
            where status = 'DELETED'
              and not exists (select
                              from deliveries
                              where deliveries.subscription_id = subscriptions.subscription_id)
              and not exists (select
                              from queues
                              where queues.subscription_id = subscriptions.subscription_id)
            """;

    private static final String IS_ANY_DELETED = """
            select exists (select
                           from subscriptions
                           where status = 'DELETED')
            """;

    private final WebhooksDatabase database;
    private final WebhooksProperties properties;

    DeliveryCleanup(WebhooksDatabase database, WebhooksProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    @Scheduled(
            initialDelayString = "${daybook.webhooks.sweep-every:1m}",
            fixedDelayString = "${daybook.webhooks.sweep-every:1m}")
    void sweep() {
        try {
            deleteOld(DeliveryStatus.DELIVERED, properties.deliveredRetention());
            deleteOld(DeliveryStatus.DEAD, properties.deadRetention());
            if (database.jdbc().sql(IS_ANY_DELETED).query(Boolean.class).single()) {
                deleteWhatDeletedSubscriptionsLeft();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.atLevel(WebhooksDatabase.isWithoutTables(e) ? Level.DEBUG : Level.WARN)
                    .setCause(e)
                    .log("Deliveries could not be swept; the next sweep goes over them again.");
        }
    }

    private void deleteOld(DeliveryStatus status, Duration kept) {
        int deleted;
        do {
            deleted = database.jdbc()
                    .sql(DELETE_OLD)
                    .param("status", status.name())
                    .param("keptMillis", kept.toMillis())
                    .param("rows", BATCH_MAX)
                    .update();
        } while (deleted == BATCH_MAX);
    }

    private void deleteWhatDeletedSubscriptionsLeft() {
        int deleted;
        do {
            deleted = database.jdbc().sql(DELETE_LEFT).param("rows", BATCH_MAX).update();
        } while (deleted > 0);
        database.jdbc().sql(DELETE_QUEUES_LEFT).update();
        int unused = database.inTransaction(() -> {
            database.jdbc().sql(HOLD_EVENTS_UP).update();
            return database.jdbc().sql(DELETE_SUBSCRIPTIONS).update();
        });
    }
}
