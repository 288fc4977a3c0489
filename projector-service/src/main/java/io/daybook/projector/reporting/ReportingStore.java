package io.daybook.projector.reporting;

import io.daybook.events.Money;
import io.daybook.projector.engine.sql.RecordTable;
import io.daybook.projector.engine.sql.Table;
import io.daybook.projector.reporting.ReportingFold.AccountDay;
import io.daybook.projector.reporting.ReportingFold.DailyTotal;
import io.daybook.projector.reporting.ReportingFold.LedgerBlock;
import io.daybook.projector.reporting.ReportingFold.LedgerDay;
import io.daybook.projector.reporting.ReportingFold.Original;
import io.daybook.projector.reporting.ReportingFold.Posting;
import io.daybook.projector.reporting.ReportingFold.Sides;
import io.daybook.projector.reporting.ReportingFold.Total;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The SQL of the reporting view: one statement a table, whatever the size of the batch.
 *
 * <p>Batches of several partitions add to the same totals. All write the tables in one order and the rows of a table in the
 * order of its key, so that they may wait for one another and never in a circle.
 */
final class ReportingStore {

    private static final RecordTable<AccountRow> ACCOUNTS = RecordTable.of("accounts", AccountRow.class);

    private static final Table<Posting> POSTINGS = Table.<Posting>named("postings")
            .column("position", Long.class, posting -> posting.recorded().position())
            .column("leg", Short.class, posting -> (short) posting.number())
            .column("event_id", UUID.class, posting -> posting.recorded().eventId())
            .column("operation", String.class, posting -> posting.recorded().type())
            .column("reversed_operation", String.class, Posting::reversedOperation)
            .column("ledger_account", String.class, posting -> posting.leg()
                    .account()
                    .code())
            .column("account_id", UUID.class, posting -> posting.recorded().streamId())
            .column("product_code", String.class, Posting::productCode)
            .column(
                    "currency",
                    String.class,
                    posting -> posting.leg().amount().currency().getCurrencyCode())
            .column("amount", BigDecimal.class, posting -> posting.leg()
                    .amount()
                    .value())
            .column("effective_date", LocalDate.class, posting -> posting.recorded()
                    .effectiveDate())
            .column("booking_date", LocalDate.class, Posting::bookingDate)
            .column("purpose", String.class, posting -> posting.recorded().purpose());

    private static final Table<Map.Entry<AccountDay, Total>> ACCOUNT_DAYS = Table.<Map.Entry<AccountDay, Total>>named(
                    "account_days")
            .key("axis", String.class, day -> day.getKey().axis().name())
            .key("day", LocalDate.class, day -> day.getKey().day())
            .key("account_id", UUID.class, day -> day.getKey().accountId())
            .column("events", Long.class, day -> day.getValue().events())
            .column(
                    "money_in",
                    BigDecimal.class,
                    day -> day.getValue().flow().in().value())
            .column(
                    "money_out",
                    BigDecimal.class,
                    day -> day.getValue().flow().out().value());

    private static final Table<Map.Entry<LedgerBlock, Sides>> LEDGER_BLOCKS =
            Table.<Map.Entry<LedgerBlock, Sides>>named("ledger_blocks")
                    .key("block", Long.class, block -> block.getKey().block())
                    .key("currency", String.class, block -> block.getKey()
                            .currency()
                            .getCurrencyCode())
                    .key("ledger_account", String.class, block -> block.getKey()
                            .account()
                            .code())
                    .column("debit", BigDecimal.class, block -> block.getValue()
                            .debit()
                            .value())
                    .column("credit", BigDecimal.class, block -> block.getValue()
                            .credit()
                            .value());

    private static final Table<Map.Entry<LedgerDay, Sides>> LEDGER_DAYS = Table.<Map.Entry<LedgerDay, Sides>>named(
                    "ledger_days")
            .key("axis", String.class, day -> day.getKey().axis().name())
            .key("day", LocalDate.class, day -> day.getKey().day())
            .key("currency", String.class, day -> day.getKey().currency().getCurrencyCode())
            .key("ledger_account", String.class, day -> day.getKey().account().code())
            .column("debit", BigDecimal.class, day -> day.getValue().debit().value())
            .column("credit", BigDecimal.class, day -> day.getValue().credit().value());

    private static final Table<Map.Entry<DailyTotal, Total>> DAILY_TOTALS = Table.<Map.Entry<DailyTotal, Total>>named(
                    "daily_totals")
            .key("axis", String.class, total -> total.getKey().axis().name())
            .key("day", LocalDate.class, total -> total.getKey().day())
            .key("product_code", String.class, total -> total.getKey().productCode())
            .key("currency", String.class, total -> total.getKey().currency().getCurrencyCode())
            .key("operation", String.class, total -> total.getKey().operation())
            .key("reversed_operation", String.class, total -> total.getKey().reversedOperation())
            .column("events", Long.class, total -> total.getValue().events())
            .column(
                    "money_in",
                    BigDecimal.class,
                    total -> total.getValue().flow().in().value())
            .column(
                    "money_out",
                    BigDecimal.class,
                    total -> total.getValue().flow().out().value());

    private static final String READ_ORIGINALS = """
            select event_id,
                   operation,
                   ledger_account,
                   amount,
                   currency
            from postings
            where event_id = any (?::uuid[])
            order by position, leg
            """;

    private final Connection connection;

    ReportingStore(Connection connection) {
        this.connection = connection;
    }

    Map<UUID, AccountRow> readAccounts(Collection<UUID> accountIds) throws SQLException {
        return ACCOUNTS.find(connection, accountIds).stream()
                .collect(Collectors.toMap(AccountRow::accountId, account -> account));
    }

    /** Postings of these events, as far as the view has them. */
    Map<UUID, Original> readOriginals(Collection<UUID> eventIds) throws SQLException {
        var originals = new HashMap<UUID, Original>();
        if (eventIds.isEmpty()) {
            return originals;
        }
        try (PreparedStatement statement = connection.prepareStatement(READ_ORIGINALS)) {
            statement.setArray(1, connection.createArrayOf("uuid", eventIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Original leg = original(rows);
                    originals.merge(rows.getObject("event_id", UUID.class), leg, ReportingStore::joined);
                }
            }
        }
        return originals;
    }

    void write(ReportingFold fold) throws SQLException {
        ACCOUNTS.upsert(connection, fold.accounts().values());
        POSTINGS.copy(connection, fold.postings());
        ACCOUNT_DAYS.add(connection, fold.accountDays().entrySet());
        LEDGER_BLOCKS.add(connection, fold.ledgerBlocks().entrySet());
        LEDGER_DAYS.add(connection, fold.ledgerDays().entrySet());
        DAILY_TOTALS.add(connection, fold.dailyTotals().entrySet());
    }

    private static Original original(ResultSet row) throws SQLException {
        var amount = new Money(row.getBigDecimal("amount"), Currency.getInstance(row.getString("currency")));
        LedgerAccount account = LedgerAccount.ofCode(row.getString("ledger_account"));
        return new Original(row.getString("operation"), List.of(new Leg(account, amount)));
    }

    private static Original joined(Original one, Original other) {
        var legs = new ArrayList<>(one.legs());
        legs.addAll(other.legs());
        return new Original(one.operation(), legs);
    }
}
