package io.daybook.projector.webhooks;

import io.daybook.events.EventCodec;
import io.daybook.projector.engine.EventConsumer;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.sql.Unnest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Queues each event for every subscription that wants it, in the transaction that moves the checkpoint: so each is queued
 * exactly once, whatever is killed. {@link Dispatcher} sends what is queued.
 *
 * <p>It is no view: subscriptions come from outside, and what has been sent cannot be taken back.
 */
@Component
class WebhooksConsumer implements EventConsumer {

    static final String NAME = "webhooks";

    /** Null if nobody listens. */
    private static final String WANTED_AFTER = """
            select min(start_position) as position
            from subscriptions
            where status in ('ACTIVE', 'PAUSED')
            """;

    private static final String QUEUE = """
            with added as (
              insert into deliveries (subscription_id, event_id, position, stream_id, stream_version, type, body)
              select subscriptions.subscription_id,
                     new.event_id,
                     new.position,
                     new.stream_id,
                     new.stream_version,
                     new.type,
                     new.body
              from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::bigint[], ?::text[], ?::text[])
                as new (event_id, position, stream_id, stream_version, type, body)
              join subscriptions
                on subscriptions.status in ('ACTIVE', 'PAUSED')
               and new.position > subscriptions.start_position
               and (cardinality(subscriptions.event_types) = 0 or new.type = any (subscriptions.event_types))
              returning subscription_id, stream_id
            )
            insert into queues (subscription_id, stream_id, pending)
            select subscription_id,
                   stream_id,
                   count(*)
            from added
            group by subscription_id, stream_id
            order by subscription_id, stream_id
            on conflict (subscription_id, stream_id) do update
            set pending = queues.pending + excluded.pending
            """;

    private final EventCodec codec = new EventCodec();
    private final JsonMapper json = new JsonMapper();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(Connection connection, List<ViewEvent> events) throws SQLException {
        long wantedAfter = wantedAfter(connection);
        List<ViewEvent> wanted = events.stream()
                .filter(event -> event.recorded().position() > wantedAfter)
                .toList();
        try (var rows = Unnest.into(connection, QUEUE, wanted)) {
            rows.column("uuid", event -> event.recorded().eventId())
                    .column("bigint", event -> event.recorded().position())
                    .column("uuid", event -> event.recorded().streamId())
                    .column("bigint", event -> event.recorded().streamVersion())
                    .column("text", event -> event.recorded().type())
                    .column("text", event -> json.writeValueAsString(WebhookBody.of(event, codec)))
                    .execute();
        }
    }

    /** Spares a long history, which is taken in before anybody has subscribed, from being written down for nobody. */
    private static long wantedAfter(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WANTED_AFTER);
                ResultSet row = statement.executeQuery()) {
            Long position = row.next() ? row.getObject("position", Long.class) : null;
            return position == null ? Long.MAX_VALUE : position;
        }
    }
}
