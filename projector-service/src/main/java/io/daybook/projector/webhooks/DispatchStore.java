package io.daybook.projector.webhooks;

import io.daybook.projector.engine.sql.Unnest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The SQL of sending: what is due is leased, and what came of it is recorded, each for any number of deliveries at once.
 *
 * <p>Subscriptions are locked before queues, and queues in the order of their keys, here and wherever else they are written:
 * so no two transactions wait for each other.
 */
final class DispatchStore {

    /** A queue whose lease ran out is due like any other. Those that another process is just taking are left to it. */
    private static final String LEASE = """
            with due as (
              select first.subscription_id,
                     first.stream_id
              from subscriptions
              left join unnest(?::uuid[], ?::int[]) as busy (subscription_id, in_flight)
                on busy.subscription_id = subscriptions.subscription_id
              cross join lateral (
                select queues.subscription_id,
                       queues.stream_id
                from queues
                where queues.subscription_id = subscriptions.subscription_id
                  and queues.due_at <= now()
                order by queues.due_at
                limit greatest(0, ? - coalesce(busy.in_flight, 0))
                for update skip locked
              ) as first
              where subscriptions.status = 'ACTIVE'
                and subscriptions.resting_until <= now()
            )
            update queues
            set lease  = ?,
                due_at = now() + ? * interval '1 millisecond'
            from due
            where queues.subscription_id = due.subscription_id
              and queues.stream_id = due.stream_id
            returning queues.subscription_id,
                      queues.stream_id
            """;

    /**
     * A statement of its own, so that it sees what was recorded up to the moment at which the queues were locked: the first of a
     * queue must not be one that somebody has delivered meanwhile.
     */
    private static final String READ_FIRST = """
            select leased.subscription_id,
                   leased.stream_id,
                   first.event_id,
                   subscriptions.url,
                   subscriptions.sealed_secret,
                   case when subscriptions.previous_secret_until > now() then subscriptions.sealed_previous_secret
                   end as sealed_previous_secret,
                   first.body,
                   first.tries
            from unnest(?::uuid[], ?::uuid[]) as leased (subscription_id, stream_id)
            join subscriptions
              on subscriptions.subscription_id = leased.subscription_id
            cross join lateral (
              select deliveries.event_id,
                     deliveries.body,
                     deliveries.tries
              from deliveries
              where deliveries.subscription_id = leased.subscription_id
                and deliveries.stream_id = leased.stream_id
                and deliveries.status = 'PENDING'
              order by deliveries.stream_version
              limit 1
            ) as first
            """;

    /** Not if the URL was changed while the answer was under way: it is not the new receiver's. */
    private static final String DISABLE = """
            update subscriptions
            set status     = 'DISABLED',
                updated_at = now()
            from unnest(?::uuid[], ?::text[]) as gone (subscription_id, url)
            where subscriptions.subscription_id = gone.subscription_id
              and subscriptions.url = gone.url
              and subscriptions.status in ('ACTIVE', 'PAUSED')
            """;

    private static final String REST = """
            update subscriptions
            set resting_until = greatest(subscriptions.resting_until, now() + rest.millis * interval '1 millisecond')
            from (
              select subscription_id,
                     max(millis) as millis
              from unnest(?::uuid[], ?::bigint[]) as asked (subscription_id, millis)
              group by subscription_id
            ) as rest
            where subscriptions.subscription_id = rest.subscription_id
            """;

    private static final String RECORD = """
            with outcomes as (
              select *
              from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::text[], ?::bigint[])
                as outcome (subscription_id, stream_id, lease, event_id, status, http_status, error, pause_millis)
            ),
            held as (
              select outcomes.*
              from queues
              join outcomes
                on outcomes.subscription_id = queues.subscription_id
               and outcomes.stream_id = queues.stream_id
               and outcomes.lease = queues.lease
              order by queues.subscription_id, queues.stream_id
              for update of queues
            ),
            recorded as (
              update deliveries
              set status        = held.status,
                  tries         = deliveries.tries + 1,
                  last_tried_at = now(),
                  last_status   = held.http_status,
                  last_error    = held.error,
                  ended_at      = case when held.status = 'PENDING' then null else now() end
              from held
              where deliveries.subscription_id = held.subscription_id
                and deliveries.event_id = held.event_id
            )
            update queues
            set lease   = null,
                due_at  = now() + held.pause_millis * interval '1 millisecond',
                pending = queues.pending - case when held.status = 'PENDING' then 0 else 1 end
            from held
            where queues.subscription_id = held.subscription_id
              and queues.stream_id = held.stream_id
            """;

    private static final String REMOVE_EMPTY = """
            delete from queues
            using unnest(?::uuid[], ?::uuid[]) as recorded (subscription_id, stream_id)
            where queues.subscription_id = recorded.subscription_id
              and queues.stream_id = recorded.stream_id
              and queues.pending = 0
            """;

    /** A queue that a process has taken. */
    private record Leased(UUID subscriptionId, UUID streamId) {}

    /**
     * Takes what is due, at most one delivery of a queue.
     *
     * @param inFlight number of deliveries that this process is sending already, by subscription
     * @param inFlightMax largest number that it may be sending to one subscription
     * @param leaseTime for how long they are its own
     */
    List<DeliveryLease> claim(Connection connection, Map<UUID, Integer> inFlight, int inFlightMax, Duration leaseTime)
            throws SQLException {
        UUID lease = UUID.randomUUID();
        List<Leased> leased = lease(connection, inFlight, inFlightMax, leaseTime, lease);
        return leased.isEmpty() ? List.of() : readFirst(connection, leased, lease);
    }

    private static List<Leased> lease(
            Connection connection, Map<UUID, Integer> inFlight, int inFlightMax, Duration leaseTime, UUID lease)
            throws SQLException {
        var leased = new ArrayList<Leased>();
        try (var busy = Unnest.into(connection, LEASE, inFlight.entrySet())) {
            PreparedStatement statement = busy.column("uuid", Map.Entry::getKey)
                    .column("integer", Map.Entry::getValue)
                    .statement();
            statement.setInt(3, inFlightMax);
            statement.setObject(4, lease);
            statement.setLong(5, leaseTime.toMillis());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    leased.add(new Leased(
                            rows.getObject("subscription_id", UUID.class), rows.getObject("stream_id", UUID.class)));
                }
            }
        }
        return leased;
    }

    private static List<DeliveryLease> readFirst(Connection connection, List<Leased> leased, UUID lease)
            throws SQLException {
        var claims = new ArrayList<DeliveryLease>();
        try (var queues = Unnest.into(connection, READ_FIRST, leased)) {
            queues.column("uuid", Leased::subscriptionId).column("uuid", Leased::streamId);
            try (ResultSet rows = queues.statement().executeQuery()) {
                while (rows.next()) {
                    claims.add(new DeliveryLease(
                            rows.getObject("subscription_id", UUID.class),
                            rows.getObject("stream_id", UUID.class),
                            lease,
                            rows.getObject("event_id", UUID.class),
                            rows.getString("url"),
                            Stream.of(rows.getString("sealed_secret"), rows.getString("sealed_previous_secret"))
                                    .filter(Objects::nonNull)
                                    .toList(),
                            rows.getString("body"),
                            rows.getInt("tries")));
                }
            }
        }
        return claims;
    }

    /** Records what came of claims; of one whose queue another process has taken meanwhile, nothing. */
    void record(Connection connection, List<AttemptOutcome> outcomes) throws SQLException {
        disable(connection, outcomes.stream().filter(AttemptOutcome::isGone).toList());
        rest(
                connection,
                outcomes.stream().filter(outcome -> outcome.rest().isPositive()).toList());
        try (var rows = Unnest.into(connection, RECORD, outcomes)) {
            rows.column("uuid", outcome -> outcome.claim().subscriptionId())
                    .column("uuid", outcome -> outcome.claim().streamId())
                    .column("uuid", outcome -> outcome.claim().lease())
                    .column("uuid", outcome -> outcome.claim().eventId())
                    .column("text", outcome -> outcome.status().name())
                    .column("integer", AttemptOutcome::httpStatus)
                    .column("text", AttemptOutcome::error)
                    .column("bigint", outcome -> outcome.pause().toMillis())
                    .execute();
        }
        try (var rows = Unnest.into(connection, REMOVE_EMPTY, outcomes)) {
            rows.column("uuid", outcome -> outcome.claim().subscriptionId())
                    .column("uuid", outcome -> outcome.claim().streamId())
                    .execute();
        }
    }

    private static void disable(Connection connection, List<AttemptOutcome> gone) throws SQLException {
        try (var rows = Unnest.into(connection, DISABLE, gone)) {
            rows.column("uuid", outcome -> outcome.claim().subscriptionId())
                    .column("text", outcome -> outcome.claim().url())
                    .execute();
        }
    }

    private static void rest(Connection connection, List<AttemptOutcome> resting) throws SQLException {
        try (var rows = Unnest.into(connection, REST, resting)) {
            rows.column("uuid", outcome -> outcome.claim().subscriptionId())
                    .column("bigint", outcome -> outcome.rest().toMillis())
                    .execute();
        }
    }
}
