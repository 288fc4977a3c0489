package io.daybook.projector.reporting;

import io.daybook.events.Money;
import io.daybook.projector.engine.sql.Copy;
import io.daybook.projector.engine.sql.Unnest;
import io.daybook.projector.reporting.ReportingFold.AccountDay;
import io.daybook.projector.reporting.ReportingFold.DailyTotal;
import io.daybook.projector.reporting.ReportingFold.LedgerBlock;
import io.daybook.projector.reporting.ReportingFold.LedgerDay;
import io.daybook.projector.reporting.ReportingFold.Original;
import io.daybook.projector.reporting.ReportingFold.Posting;
import io.daybook.projector.reporting.ReportingFold.Sides;
import io.daybook.projector.reporting.ReportingFold.Total;
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

/**
 * The SQL of the reporting view: one statement a table, whatever the size of the batch.
 *
 * <p>Batches of several partitions add to the same totals. All write the tables in one order and the rows of a table in the
 * order of its key, so that they may wait for one another and never in a circle.
 */
final class ReportingStore {

    private static final String READ_ACCOUNTS = """
            select account_id,
                   product_code,
                   balance,
                   currency,
                   is_closed,
                   opened_on,
                   quiet_since_value,
                   quiet_since_booking
            from accounts
            where account_id = any (?::uuid[])
            """;

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

    private static final String WRITE_ACCOUNTS = """
            insert into accounts (account_id, product_code, currency, balance, is_closed, opened_on,
                                  quiet_since_value, quiet_since_booking)
            select *
            from unnest(?::uuid[], ?::text[], ?::text[], ?::numeric[], ?::boolean[], ?::date[], ?::date[], ?::date[])
            on conflict (account_id) do update
            set balance             = excluded.balance,
                is_closed           = excluded.is_closed,
                quiet_since_value   = excluded.quiet_since_value,
                quiet_since_booking = excluded.quiet_since_booking
            """;

    private static final String ADD_ACCOUNT_DAYS = """
            insert into account_days (axis, day, account_id, events, money_in, money_out)
            select *
            from unnest(?::text[], ?::date[], ?::uuid[], ?::bigint[], ?::numeric[], ?::numeric[])
              as new (axis, day, account_id, events, money_in, money_out)
            order by axis, day, account_id
            on conflict (axis, day, account_id) do update
            set events    = account_days.events    + excluded.events,
                money_in  = account_days.money_in  + excluded.money_in,
                money_out = account_days.money_out + excluded.money_out
            """;

    private static final String ADD_LEDGER_BLOCKS = """
            insert into ledger_blocks (block, currency, ledger_account, debit, credit)
            select *
            from unnest(?::bigint[], ?::text[], ?::text[], ?::numeric[], ?::numeric[])
              as new (block, currency, ledger_account, debit, credit)
            order by block, currency, ledger_account
            on conflict (block, currency, ledger_account) do update
            set debit  = ledger_blocks.debit  + excluded.debit,
                credit = ledger_blocks.credit + excluded.credit
            """;

    private static final String ADD_LEDGER_DAYS = """
            insert into ledger_days (axis, day, currency, ledger_account, debit, credit)
            select *
            from unnest(?::text[], ?::date[], ?::text[], ?::text[], ?::numeric[], ?::numeric[])
              as new (axis, day, currency, ledger_account, debit, credit)
            order by axis, day, currency, ledger_account
            on conflict (axis, day, currency, ledger_account) do update
            set debit  = ledger_days.debit  + excluded.debit,
                credit = ledger_days.credit + excluded.credit
            """;

    private static final String ADD_DAILY_TOTALS = """
            insert into daily_totals (axis, day, product_code, currency, operation, reversed_operation, events,
                                      money_in, money_out)
            select *
            from unnest(?::text[], ?::date[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                        ?::numeric[], ?::numeric[])
              as new (axis, day, product_code, currency, operation, reversed_operation, events, money_in, money_out)
            order by axis, day, product_code, currency, operation, reversed_operation
            on conflict (axis, day, product_code, currency, operation, reversed_operation) do update
            set events    = daily_totals.events    + excluded.events,
                money_in  = daily_totals.money_in  + excluded.money_in,
                money_out = daily_totals.money_out + excluded.money_out
            """;

    private final Connection connection;

    ReportingStore(Connection connection) {
        this.connection = connection;
    }

    Map<UUID, AccountRow> readAccounts(Collection<UUID> accountIds) throws SQLException {
        var accounts = new HashMap<UUID, AccountRow>();
        try (PreparedStatement statement = connection.prepareStatement(READ_ACCOUNTS)) {
            statement.setArray(1, connection.createArrayOf("uuid", accountIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    AccountRow account = account(rows);
                    accounts.put(account.accountId(), account);
                }
            }
        }
        return accounts;
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
                    originals.merge(rows.getObject(1, UUID.class), leg, ReportingStore::joined);
                }
            }
        }
        return originals;
    }

    void write(ReportingFold fold) throws SQLException {
        writeAccounts(fold.accounts().values());
        writePostings(fold.postings());
        addAccountDays(fold.accountDays().entrySet());
        addLedgerBlocks(fold.ledgerBlocks().entrySet());
        addLedgerDays(fold.ledgerDays().entrySet());
        addDailyTotals(fold.dailyTotals().entrySet());
    }

    private void writeAccounts(Collection<AccountRow> accounts) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_ACCOUNTS, accounts)) {
            rows.column("uuid", AccountRow::accountId)
                    .column("text", AccountRow::productCode)
                    .column("text", account -> account.balance().currency().getCurrencyCode())
                    .column("numeric", account -> account.balance().value())
                    .column("boolean", AccountRow::isClosed)
                    .column("text", account -> account.openedOn().toString())
                    .column("text", account -> account.quietSinceValue().toString())
                    .column("text", account -> account.quietSinceBooking().toString())
                    .execute();
        }
    }

    private void writePostings(Collection<Posting> postings) throws SQLException {
        Copy.into(connection, "postings", postings)
                .column("position", posting -> posting.recorded().position())
                .column("leg", posting -> (short) posting.number())
                .column("event_id", posting -> posting.recorded().eventId())
                .column("operation", posting -> posting.recorded().type())
                .column("reversed_operation", Posting::reversedOperation)
                .column("ledger_account", posting -> posting.leg().account().code())
                .column("account_id", posting -> posting.recorded().streamId())
                .column("product_code", Posting::productCode)
                .column("currency", posting -> posting.leg().amount().currency().getCurrencyCode())
                .column("amount", posting -> posting.leg().amount().value())
                .column("effective_date", posting -> posting.recorded().effectiveDate())
                .column("booking_date", Posting::bookingDate)
                .column("purpose", posting -> posting.recorded().purpose())
                .execute();
    }

    private void addAccountDays(Collection<Map.Entry<AccountDay, Total>> days) throws SQLException {
        try (var rows = Unnest.into(connection, ADD_ACCOUNT_DAYS, days)) {
            rows.column("text", day -> day.getKey().axis().name())
                    .column("text", day -> day.getKey().day().toString())
                    .column("uuid", day -> day.getKey().accountId())
                    .column("bigint", day -> day.getValue().events())
                    .column("numeric", day -> day.getValue().flow().in().value())
                    .column("numeric", day -> day.getValue().flow().out().value())
                    .execute();
        }
    }

    private void addLedgerBlocks(Collection<Map.Entry<LedgerBlock, Sides>> blocks) throws SQLException {
        try (var rows = Unnest.into(connection, ADD_LEDGER_BLOCKS, blocks)) {
            rows.column("bigint", block -> block.getKey().block())
                    .column("text", block -> block.getKey().currency().getCurrencyCode())
                    .column("text", block -> block.getKey().account().code())
                    .column("numeric", block -> block.getValue().debit().value())
                    .column("numeric", block -> block.getValue().credit().value())
                    .execute();
        }
    }

    private void addLedgerDays(Collection<Map.Entry<LedgerDay, Sides>> days) throws SQLException {
        try (var rows = Unnest.into(connection, ADD_LEDGER_DAYS, days)) {
            rows.column("text", day -> day.getKey().axis().name())
                    .column("text", day -> day.getKey().day().toString())
                    .column("text", day -> day.getKey().currency().getCurrencyCode())
                    .column("text", day -> day.getKey().account().code())
                    .column("numeric", day -> day.getValue().debit().value())
                    .column("numeric", day -> day.getValue().credit().value())
                    .execute();
        }
    }

    private void addDailyTotals(Collection<Map.Entry<DailyTotal, Total>> totals) throws SQLException {
        try (var rows = Unnest.into(connection, ADD_DAILY_TOTALS, totals)) {
            rows.column("text", total -> total.getKey().axis().name())
                    .column("text", total -> total.getKey().day().toString())
                    .column("text", total -> total.getKey().productCode())
                    .column("text", total -> total.getKey().currency().getCurrencyCode())
                    .column("text", total -> total.getKey().operation())
                    .column("text", total -> total.getKey().reversedOperation())
                    .column("bigint", total -> total.getValue().events())
                    .column("numeric", total -> total.getValue().flow().in().value())
                    .column("numeric", total -> total.getValue().flow().out().value())
                    .execute();
        }
    }

    private static AccountRow account(ResultSet row) throws SQLException {
        return new AccountRow(
                row.getObject(1, UUID.class),
                row.getString(2),
                new Money(row.getBigDecimal(3), Currency.getInstance(row.getString(4))),
                row.getBoolean(5),
                row.getObject(6, LocalDate.class),
                row.getObject(7, LocalDate.class),
                row.getObject(8, LocalDate.class));
    }

    private static Original original(ResultSet row) throws SQLException {
        var amount = new Money(row.getBigDecimal(4), Currency.getInstance(row.getString(5)));
        return new Original(row.getString(2), List.of(new Leg(LedgerAccount.ofCode(row.getString(3)), amount)));
    }

    private static Original joined(Original one, Original other) {
        var legs = new ArrayList<>(one.legs());
        legs.addAll(other.legs());
        return new Original(one.operation(), legs);
    }
}
