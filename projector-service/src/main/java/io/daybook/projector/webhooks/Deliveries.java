package io.daybook.projector.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queued deliveries, for those who look after them. */
final class Deliveries {

    /** Enough for an accident that was noticed in time, and a transaction of bearable length. */
    static final int REDELIVERED_MAX = 10_000;

    /** Each status by itself, in the order of its index. */
    private static final String LIST = """
            select delivery.event_id,
                   delivery.type,
                   delivery.stream_id,
                   delivery.stream_version,
                   delivery.position,
                   delivery.status,
                   delivery.tries,
                   delivery.last_tried_at,
                   delivery.last_status,
                   delivery.last_error,
                   (select queues.due_at
                    from queues
                    where delivery.status = 'PENDING'
                      and queues.subscription_id = delivery.subscription_id
                      and queues.stream_id = delivery.stream_id
                      and (queues.lease is null or queues.due_at <= now())
                      and not exists (select
                                      from deliveries as before
                                      where before.subscription_id = delivery.subscription_id
                                        and before.stream_id = delivery.stream_id
                                        and before.stream_version < delivery.stream_version
                                        and before.status = 'PENDING')) as next_try_at,
                   delivery.queued_at,
                   delivery.ended_at
            from unnest(cast(:statuses as text[])) as wanted (status)
            cross join lateral (
              select *
              from deliveries
              where deliveries.subscription_id = :subscription
                and deliveries.status = wanted.status
                and deliveries.position < :beforePosition
              order by deliveries.position desc
              limit :rows
            ) as delivery
            order by delivery.position desc
            limit :rows
            """;

    private static final String EXISTS = """
            select exists (select
                           from deliveries
                           where subscription_id = :subscription
                             and event_id = :event)
            """;

    private static final String REDELIVER = """
            with again as (
              update deliveries
              set status    = 'PENDING',
                  tries     = 0,
                  queued_at = now(),
                  ended_at  = null
              where subscription_id = :subscription
                and event_id = :event
                and status <> 'PENDING'
              returning subscription_id, stream_id
            )
            insert into queues (subscription_id, stream_id, pending)
            select subscription_id,
                   stream_id,
                   1
            from again
            on conflict (subscription_id, stream_id) do update
            set pending = queues.pending + excluded.pending,
                due_at  = case when queues.lease is null then now() else queues.due_at end
            """;

    private static final String REDELIVER_DEAD = """
            with dead as (
              select event_id
              from deliveries
              where subscription_id = :subscription
                and status = 'DEAD'
              order by position
              limit :rows
              for update
            ),
            again as (
              update deliveries
              set status    = 'PENDING',
                  tries     = 0,
                  queued_at = now(),
                  ended_at  = null
              from dead
              where deliveries.subscription_id = :subscription
                and deliveries.event_id = dead.event_id
              returning deliveries.subscription_id, deliveries.stream_id
            ),
            queued as (
              insert into queues (subscription_id, stream_id, pending)
              select subscription_id,
                     stream_id,
                     count(*)
              from again
              group by subscription_id, stream_id
              order by subscription_id, stream_id
              on conflict (subscription_id, stream_id) do update
              set pending = queues.pending + excluded.pending,
                  due_at  = case when queues.lease is null then now() else queues.due_at end
            )
            select count(*)
            from again
            """;

    private static final String BACKLOG = """
            select (select coalesce(sum(queues.pending), 0)
                    from queues) as pending,
                   (select count(*)
                    from deliveries
                    where status = 'DEAD') as dead,
                   (select coalesce(extract(epoch from now() - min(oldest.queued_at)), 0)
                    from subscriptions
                    cross join lateral (
                      select deliveries.queued_at
                      from deliveries
                      where deliveries.subscription_id = subscriptions.subscription_id
                        and deliveries.status = 'PENDING'
                      order by deliveries.position
                      limit 1
                    ) as oldest
                    where subscriptions.status = 'ACTIVE') as oldest_pending_seconds
            """;

    private final WebhooksDatabase database;

    Deliveries(WebhooksDatabase database) {
        this.database = database;
    }

    /**
     * A subscription's deliveries, the newest event first.
     *
     * @param beforePosition those of events before this position of the log
     */
    List<Delivery> list(UUID subscription, Collection<DeliveryStatus> statuses, long beforePosition, int rows) {
        return database.jdbc()
                .sql(LIST)
                .param("subscription", subscription)
                .param("statuses", statuses.stream().map(DeliveryStatus::name).toArray(String[]::new))
                .param("beforePosition", beforePosition)
                .param("rows", rows)
                .query(Deliveries::delivery)
                .list();
    }

    private static Delivery delivery(ResultSet row, int rowNumber) throws SQLException {
        return new Delivery(
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getObject("stream_id", UUID.class),
                row.getLong("stream_version"),
                row.getLong("position"),
                DeliveryStatus.valueOf(row.getString("status")),
                row.getInt("tries"),
                instant(row, "last_tried_at"),
                row.getObject("last_status", Integer.class),
                row.getString("last_error"),
                instant(row, "next_try_at"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Tells whether there is such a delivery. */
    boolean exists(UUID subscription, UUID event) {
        return database.jdbc()
                .sql(EXISTS)
                .param("subscription", subscription)
                .param("event", event)
                .query(Boolean.class)
                .single();
    }

    /**
     * Queues a delivery again that is delivered or dead, before whatever waits of its stream.
     *
     * @return false if there is none, or it is pending
     */
    boolean redeliver(UUID subscription, UUID event) {
        return database.jdbc()
                        .sql(REDELIVER)
                        .param("subscription", subscription)
                        .param("event", event)
                        .update()
                > 0;
    }

    /**
     * Queues the dead deliveries again that come first in the log, {@link #REDELIVERED_MAX} at most.
     *
     * @return number of deliveries
     */
    long redeliverDead(UUID subscription) {
        return database.jdbc()
                .sql(REDELIVER_DEAD)
                .param("subscription", subscription)
                .param("rows", REDELIVERED_MAX)
                .query(Long.class)
                .single();
    }

    /**
     * Work that is left.
     *
     * @param pending deliveries that are to be sent
     * @param dead deliveries whose last try has failed
     * @param oldestPendingSeconds seconds that the one of the earliest event has waited, 0 if there is none
     */
    record Backlog(long pending, long dead, double oldestPendingSeconds) {}

    /** Work that is left, for all subscriptions. */
    Backlog backlog() {
        return database.jdbc()
                .sql(BACKLOG)
                .query((row, rowNumber) -> new Backlog(
                        row.getLong("pending"), row.getLong("dead"), row.getDouble("oldest_pending_seconds")))
                .single();
    }
}
