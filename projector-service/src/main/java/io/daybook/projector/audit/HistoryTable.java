package io.daybook.projector.audit;

import io.daybook.events.Money;
import io.daybook.projector.audit.AuditFold.Entry;
import io.daybook.projector.engine.sql.Table;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of history: the one place that maps the envelope's columns. */
final class HistoryTable {

    private static final Table<Entry> HISTORY = Table.<Entry>named("history")
            .column("position", Long.class, entry -> entry.recorded().position())
            .column("stream_id", UUID.class, entry -> entry.recorded().streamId())
            .column("stream_version", Long.class, entry -> entry.recorded().streamVersion())
            .column("event_id", UUID.class, entry -> entry.recorded().eventId())
            .column("type", String.class, entry -> entry.recorded().type())
            .column("schema_version", Integer.class, entry -> entry.recorded().schemaVersion())
            .column("payload", String.class, entry -> entry.recorded().payload())
            .column("effective_date", LocalDate.class, entry -> entry.recorded().effectiveDate())
            .column("recorded_at", Instant.class, entry -> entry.recorded().recordedAt())
            .column("actor", String.class, entry -> entry.recorded().actor())
            .column("reason", String.class, entry -> entry.recorded().reason())
            .column("purpose", String.class, entry -> entry.recorded().purpose())
            .column("correlation_id", UUID.class, entry -> entry.recorded().correlationId())
            .column("causation_id", UUID.class, entry -> entry.recorded().causationId())
            .column("metadata", String.class, entry -> entry.recorded().metadata())
            .column("hash", byte[].class, entry -> entry.recorded().hash().bytes())
            .column("balance_before", BigDecimal.class, entry -> value(entry.before()))
            .column("balance_after", BigDecimal.class, entry -> value(entry.after()))
            .column("currency", String.class, entry -> currency(entry.after()));

    private HistoryTable() {}

    static void write(Connection connection, List<Entry> entries) throws SQLException {
        HISTORY.copy(connection, entries);
    }

    private static @Nullable BigDecimal value(@Nullable Money money) {
        return money == null ? null : money.value();
    }

    private static @Nullable String currency(@Nullable Money money) {
        return money == null ? null : money.currency().getCurrencyCode();
    }
}
