package io.daybook.projector.audit;

import io.daybook.events.Money;
import io.daybook.projector.audit.AuditFold.Entry;
import io.daybook.projector.engine.Unnest;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log once more, arranged for those who ask why. */
@Component
class AuditView implements View {

    private static final String READ_BALANCES = """
            select account_id,
                   balance,
                   currency
            from account_balances
            where account_id = any (?::uuid[])
            """;

    private static final String WRITE_BALANCES = """
            insert into account_balances (account_id, balance, currency)
            select *
            from unnest(?::uuid[], ?::numeric[], ?::text[])
            on conflict (account_id) do update
            set balance = excluded.balance
            """;

    private static final String WRITE_HISTORY = """
            insert into history (position, stream_id, stream_version, event_id, type, schema_version, payload,
                                 effective_date, recorded_at, actor, reason, purpose, correlation_id, causation_id,
                                 metadata, hash, balance_before, balance_after, currency)
            select position,
                   stream_id,
                   stream_version,
                   event_id,
                   type,
                   schema_version,
                   payload::json,
                   effective_date,
                   recorded_at,
                   actor,
                   reason,
                   purpose,
                   correlation_id,
                   causation_id,
                   metadata::json,
                   hash,
                   balance_before,
                   balance_after,
                   currency
            from unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::int[], ?::text[],
                        ?::date[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
                        ?::text[], ?::bytea[], ?::numeric[], ?::numeric[], ?::text[])
              as new (position, stream_id, stream_version, event_id, type, schema_version, payload,
                      effective_date, recorded_at, actor, reason, purpose, correlation_id, causation_id,
                      metadata, hash, balance_before, balance_after, currency)
            """;

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public void apply(Connection connection, List<ViewEvent> events) throws SQLException {
        List<UUID> streamIds = events.stream()
                .map(event -> event.recorded().streamId())
                .distinct()
                .toList();
        var fold = new AuditFold(readBalances(connection, streamIds));
        events.forEach(event -> fold.apply(event.recorded(), event.event()));
        writeHistory(connection, fold.entries());
        writeBalances(connection, fold.balances());
    }

    private static Map<UUID, Money> readBalances(Connection connection, Collection<UUID> accountIds)
            throws SQLException {
        var balances = new HashMap<UUID, Money>();
        try (PreparedStatement statement = connection.prepareStatement(READ_BALANCES)) {
            statement.setArray(1, connection.createArrayOf("uuid", accountIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    balances.put(
                            rows.getObject(1, UUID.class),
                            new Money(rows.getBigDecimal(2), Currency.getInstance(rows.getString(3))));
                }
            }
        }
        return balances;
    }

    private static void writeBalances(Connection connection, Map<UUID, Money> balances) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_BALANCES, balances.entrySet())) {
            rows.column("uuid", Map.Entry::getKey)
                    .column("numeric", entry -> entry.getValue().value())
                    .column("text", entry -> entry.getValue().currency().getCurrencyCode())
                    .execute();
        }
    }

    private static void writeHistory(Connection connection, List<Entry> entries) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_HISTORY, entries)) {
            rows.column("bigint", entry -> entry.recorded().position())
                    .column("uuid", entry -> entry.recorded().streamId())
                    .column("bigint", entry -> entry.recorded().streamVersion())
                    .column("uuid", entry -> entry.recorded().eventId())
                    .column("text", entry -> entry.recorded().type())
                    .column("integer", entry -> entry.recorded().schemaVersion())
                    .column("text", entry -> entry.recorded().payload())
                    .column("text", entry -> entry.recorded().effectiveDate().toString())
                    .column("text", entry -> entry.recorded().recordedAt().toString())
                    .column("text", entry -> entry.recorded().actor())
                    .column("text", entry -> entry.recorded().reason())
                    .column("text", entry -> entry.recorded().purpose())
                    .column("uuid", entry -> entry.recorded().correlationId())
                    .column("uuid", entry -> entry.recorded().causationId())
                    .column("text", entry -> entry.recorded().metadata())
                    .bytes(entry -> entry.recorded().hash().bytes())
                    .column("numeric", entry -> value(entry.before()))
                    .column("numeric", entry -> value(entry.after()))
                    .column("text", entry -> currency(entry.after()))
                    .execute();
        }
    }

    private static @Nullable BigDecimal value(@Nullable Money money) {
        return money == null ? null : money.value();
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.currency().getCurrencyCode();
    }
}
