package io.daybook.projector.audit;

import io.daybook.events.Money;
import io.daybook.projector.audit.AuditFold.Entry;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.sql.Copy;
import io.daybook.projector.engine.sql.Unnest;
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

    static final String NAME = "audit";

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

    @Override
    public String name() {
        return NAME;
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
        Copy.into(connection, "history", entries)
                .column("position", entry -> entry.recorded().position())
                .column("stream_id", entry -> entry.recorded().streamId())
                .column("stream_version", entry -> entry.recorded().streamVersion())
                .column("event_id", entry -> entry.recorded().eventId())
                .column("type", entry -> entry.recorded().type())
                .column("schema_version", entry -> entry.recorded().schemaVersion())
                .column("payload", entry -> entry.recorded().payload())
                .column("effective_date", entry -> entry.recorded().effectiveDate())
                .column("recorded_at", entry -> entry.recorded().recordedAt())
                .column("actor", entry -> entry.recorded().actor())
                .column("reason", entry -> entry.recorded().reason())
                .column("purpose", entry -> entry.recorded().purpose())
                .column("correlation_id", entry -> entry.recorded().correlationId())
                .column("causation_id", entry -> entry.recorded().causationId())
                .column("metadata", entry -> entry.recorded().metadata())
                .column("hash", entry -> entry.recorded().hash().bytes())
                .column("balance_before", entry -> value(entry.before()))
                .column("balance_after", entry -> value(entry.after()))
                .column("currency", entry -> currency(entry.after()))
                .execute();
    }

    private static @Nullable BigDecimal value(@Nullable Money money) {
        return money == null ? null : money.value();
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.currency().getCurrencyCode();
    }
}
