package io.daybook.query.audit;

import io.daybook.events.Hash;
import io.daybook.events.Money;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.AccountProblems;
import io.daybook.query.http.Direction;
import io.daybook.query.http.Limit;
import io.daybook.query.http.SearchText;
import io.daybook.serviceweb.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The events of accounts. */
@Component
class HistoryQueries {

    private static final String IS_KNOWN = """
            select exists (select
                           from   history
                           where  stream_id = :stream)
            """;

    /** Which of them follow, and in which order, is filled in. */
    private static final String OF_STREAM = """
            select *
            from   history
            where  stream_id = :stream
            and    stream_version %s :after
            and    (cast(:type  as text) is null or type  = :type)
            and    (cast(:actor as text) is null or actor = :actor)
            order  by stream_version %s
            limit  :rows
            """;

    private static final String OLDEST_FIRST = OF_STREAM.formatted(">", "");
    private static final String NEWEST_FIRST = OF_STREAM.formatted("<", "desc");

    private static final String ONE = """
            select *
            from   history
            where  event_id = :event
            """;

    private final ReadDatabase database;

    HistoryQueries(@Qualifier(AuditGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /**
     * An account's events.
     *
     * @param order which end of them comes first
     * @param after the version that they follow in that order; null for the first page
     * @param type only events of this type, if given
     * @param actor only what this actor did, if given
     * @throws Problem if the account is unknown
     */
    List<HistoryEntry> of(
            UUID account,
            Direction order,
            @Nullable Long after,
            @Nullable SearchText type,
            @Nullable SearchText actor,
            Limit limit) {
        return database.inOneSnapshot(() -> {
            if (!database.jdbc()
                    .sql(IS_KNOWN)
                    .param("stream", account)
                    .query(Boolean.class)
                    .single()) {
                throw AccountProblems.unknownAccount();
            }
            return following(order, after)
                    .param("stream", account)
                    .param("type", text(type))
                    .param("actor", text(actor))
                    .param("rows", limit.rows())
                    .query((row, rowNumber) -> entry(row))
                    .list();
        });
    }

    /**
     * One event.
     *
     * @throws Problem if it is unknown
     */
    HistoryEntry event(UUID event) {
        return database.jdbc()
                .sql(ONE)
                .param("event", event)
                .query((row, rowNumber) -> entry(row))
                .optional()
                .orElseThrow(() -> Problem.unknown(
                        "unknown-event", "There is no such event here. It may not be in the view yet."));
    }

    private StatementSpec following(Direction order, @Nullable Long after) {
        return switch (order) {
            case ASC -> database.jdbc().sql(OLDEST_FIRST).param("after", after == null ? 0 : after);
            case DESC -> database.jdbc().sql(NEWEST_FIRST).param("after", after == null ? Long.MAX_VALUE : after);
        };
    }

    private static @Nullable String text(@Nullable SearchText text) {
        return text == null ? null : text.value();
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new HistoryEntry(
                row.getObject("event_id", UUID.class),
                row.getObject("stream_id", UUID.class),
                row.getLong("position"),
                row.getLong("stream_version"),
                row.getString("type"),
                row.getInt("schema_version"),
                row.getString("payload"),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("purpose"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getObject("effective_date", LocalDate.class),
                row.getObject("correlation_id", UUID.class),
                row.getObject("causation_id", UUID.class),
                row.getString("metadata"),
                amount(row.getBigDecimal("balance_before"), currency),
                amount(row.getBigDecimal("balance_after"), currency),
                currency,
                Hash.of(row.getBytes("hash")).toString());
    }

    private static @Nullable BigDecimal amount(@Nullable BigDecimal value, @Nullable String currency) {
        return value == null || currency == null ? null : new Money(value, Currency.getInstance(currency)).value();
    }
}
