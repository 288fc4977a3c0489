package io.daybook.projector.balances;

import io.daybook.projector.balances.BalancesFold.Breach;
import io.daybook.projector.balances.BalancesFold.Day;
import io.daybook.projector.balances.BalancesFold.Hold;
import io.daybook.projector.balances.BalancesFold.Line;
import io.daybook.projector.balances.BalancesFold.RestatedDay;
import io.daybook.projector.engine.Unnest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of the balances view: one statement a table, whatever the size of the batch. */
final class BalancesStore {

    private static final String READ_ACCOUNTS = """
            select account_id,
                   holder_name,
                   product_code,
                   currency,
                   status,
                   balance,
                   held,
                   overdraft_limit,
                   latest_date,
                   version,
                   position,
                   opened_at,
                   updated_at
            from accounts
            where account_id = any (?::uuid[])
            """;

    private static final String READ_DAYS = """
            select wanted.account_id,
                   day.effective_date,
                   newest.balance
            from unnest(?::uuid[], ?::date[]) as wanted (account_id, from_date)
            cross join lateral (
                select d.effective_date
                from account_days d
                where d.account_id = wanted.account_id
                  and d.effective_date >= wanted.from_date
                union all
                (select d.effective_date
                 from account_days d
                 where d.account_id = wanted.account_id
                   and d.effective_date < wanted.from_date
                 order by d.effective_date desc
                 limit 1)
            ) as day
            cross join lateral (
                select known.balance
                from (
                    (select t.version,
                            t.day_balance as balance
                     from transactions t
                     where t.account_id = wanted.account_id
                       and t.effective_date = day.effective_date
                     order by t.version desc
                     limit 1)
                    union all
                    (select r.version,
                            r.balance
                     from restated_days r
                     where r.account_id = wanted.account_id
                       and r.effective_date = day.effective_date
                     order by r.version desc
                     limit 1)
                ) as known
                order by known.version desc
                limit 1
            ) as newest
            """;

    private static final String WRITE_ACCOUNTS = """
            insert into accounts (account_id, holder_name, product_code, currency, status, balance, held,
                                  overdraft_limit, latest_date, version, position, opened_at, updated_at)
            select *
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::numeric[],
                        ?::numeric[], ?::date[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
            on conflict (account_id) do update
            set holder_name     = excluded.holder_name,
                product_code    = excluded.product_code,
                status          = excluded.status,
                balance         = excluded.balance,
                held            = excluded.held,
                overdraft_limit = excluded.overdraft_limit,
                latest_date     = excluded.latest_date,
                version         = excluded.version,
                position        = excluded.position,
                updated_at      = excluded.updated_at
            """;

    private static final String WRITE_LINES = """
            insert into transactions (account_id, version, event_id, position, type, amount, balance, day_balance,
                                      effective_date, latest_date, recorded_at, counterparty, reference, reason,
                                      purpose, actor, cause, reverses)
            select *
            from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::bigint[], ?::text[], ?::numeric[], ?::numeric[],
                        ?::numeric[], ?::date[], ?::date[], ?::timestamptz[], ?::uuid[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::uuid[], ?::uuid[])
            """;

    private static final String MARK_REVERSED = """
            update transactions
            set reversed_by = reversal.event_id
            from unnest(?::uuid[], ?::uuid[]) as reversal (reverses, event_id)
            where transactions.event_id = reversal.reverses
            """;

    private static final String WRITE_BREACHES = """
            insert into limit_breaches (position, account_id, transaction_version, event_id, first_day, balance,
                                        overdraft_limit, recorded_at, reason, actor)
            select *
            from unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::uuid[], ?::date[], ?::numeric[],
                        ?::numeric[], ?::timestamptz[], ?::text[], ?::text[])
            """;

    private static final String MARK_BREACHES = """
            update transactions
            set limit_breached = true
            from unnest(?::uuid[], ?::bigint[]) as debit (account_id, version)
            where transactions.account_id = debit.account_id
              and transactions.version = debit.version
            """;

    private static final String WRITE_HOLDS = """
            insert into holds (hold_id, account_id, amount, expires_at, placed_at, reason, reference)
            select *
            from unnest(?::uuid[], ?::uuid[], ?::numeric[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[])
            """;

    private static final String END_HOLDS = """
            delete from holds
            where hold_id = any (?::uuid[])
            """;

    private static final String WRITE_DAYS = """
            insert into account_days (account_id, effective_date, first_version)
            select *
            from unnest(?::uuid[], ?::date[], ?::bigint[])
            """;

    private static final String WRITE_RESTATED_DAYS = """
            insert into restated_days (account_id, effective_date, version, previous_balance, balance, event_id,
                                       recorded_at)
            select *
            from unnest(?::uuid[], ?::date[], ?::bigint[], ?::numeric[], ?::numeric[], ?::uuid[], ?::timestamptz[])
            """;

    private final Connection connection;

    BalancesStore(Connection connection) {
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

    /** The closing balances, as known now, from the given dates on, and of the day with transactions before each. */
    Map<UUID, NavigableMap<LocalDate, BigDecimal>> readDays(Map<UUID, LocalDate> fromDates) throws SQLException {
        var days = new HashMap<UUID, NavigableMap<LocalDate, BigDecimal>>();
        fromDates.keySet().forEach(accountId -> days.put(accountId, new TreeMap<>()));
        if (fromDates.isEmpty()) {
            return days;
        }
        try (var wanted = Unnest.into(connection, READ_DAYS, fromDates.entrySet())) {
            wanted.column("uuid", Map.Entry::getKey)
                    .column("text", entry -> entry.getValue().toString());
            try (ResultSet rows = wanted.statement().executeQuery()) {
                while (rows.next()) {
                    days.computeIfAbsent(rows.getObject(1, UUID.class), id -> new TreeMap<>())
                            .put(rows.getObject(2, LocalDate.class), rows.getBigDecimal(3));
                }
            }
        }
        return days;
    }

    void write(BalancesFold fold) throws SQLException {
        writeAccounts(fold.accounts().values());
        writeLines(fold.lines());
        writeHolds(fold.placedHolds().values());
        endHolds(fold.endedHolds());
        writeDays(fold.newDays());
        writeRestatedDays(fold.restatedDays());
        markReversed(
                fold.lines().stream().filter(line -> line.reverses() != null).toList());
        writeBreaches(fold.breaches());
        markBreaches(fold.breaches());
    }

    private void writeAccounts(Collection<AccountRow> accounts) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_ACCOUNTS, accounts)) {
            rows.column("uuid", AccountRow::accountId)
                    .column("text", AccountRow::holderName)
                    .column("text", AccountRow::productCode)
                    .column("text", AccountRow::currency)
                    .column("text", AccountRow::status)
                    .column("numeric", AccountRow::balance)
                    .column("numeric", AccountRow::held)
                    .column("numeric", AccountRow::overdraftLimit)
                    .column("text", account -> text(account.latestDate()))
                    .column("bigint", AccountRow::version)
                    .column("bigint", AccountRow::position)
                    .column("text", account -> account.openedAt().toString())
                    .column("text", account -> account.updatedAt().toString())
                    .execute();
        }
    }

    private void writeLines(Collection<Line> lines) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_LINES, lines)) {
            rows.column("uuid", line -> line.recorded().streamId())
                    .column("bigint", line -> line.recorded().streamVersion())
                    .column("uuid", line -> line.recorded().eventId())
                    .column("bigint", line -> line.recorded().position())
                    .column("text", line -> line.recorded().type())
                    .column("numeric", Line::amount)
                    .column("numeric", Line::balance)
                    .column("numeric", Line::dayBalance)
                    .column("text", line -> line.recorded().effectiveDate().toString())
                    .column("text", line -> line.latestDate().toString())
                    .column("text", line -> line.recorded().recordedAt().toString())
                    .column("uuid", Line::counterparty)
                    .column("text", Line::reference)
                    .column("text", line -> line.recorded().reason())
                    .column("text", line -> line.recorded().purpose())
                    .column("text", line -> line.recorded().actor())
                    .column("uuid", Line::cause)
                    .column("uuid", Line::reverses)
                    .execute();
        }
    }

    private void writeHolds(Collection<Hold> holds) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_HOLDS, holds)) {
            rows.column("uuid", hold -> hold.held().holdId())
                    .column("uuid", Hold::accountId)
                    .column("numeric", hold -> hold.held().amount().value())
                    .column("text", hold -> text(hold.held().expiresAt()))
                    .column("text", hold -> hold.placedAt().toString())
                    .column("text", Hold::reason)
                    .column("text", hold -> hold.held().reference())
                    .execute();
        }
    }

    private void endHolds(Collection<UUID> holdIds) throws SQLException {
        try (var rows = Unnest.into(connection, END_HOLDS, holdIds)) {
            rows.column("uuid", holdId -> holdId).execute();
        }
    }

    private void writeDays(Collection<Day> days) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_DAYS, days)) {
            rows.column("uuid", Day::accountId)
                    .column("text", day -> day.date().toString())
                    .column("bigint", Day::firstVersion)
                    .execute();
        }
    }

    private void writeRestatedDays(Collection<RestatedDay> days) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_RESTATED_DAYS, days)) {
            rows.column("uuid", day -> day.cause().streamId())
                    .column("text", day -> day.date().toString())
                    .column("bigint", day -> day.cause().streamVersion())
                    .column("numeric", RestatedDay::previousBalance)
                    .column("numeric", RestatedDay::balance)
                    .column("uuid", day -> day.cause().eventId())
                    .column("text", day -> day.cause().recordedAt().toString())
                    .execute();
        }
    }

    private void markReversed(Collection<Line> reversals) throws SQLException {
        try (var rows = Unnest.into(connection, MARK_REVERSED, reversals)) {
            rows.column("uuid", Line::reverses)
                    .column("uuid", line -> line.recorded().eventId())
                    .execute();
        }
    }

    private void writeBreaches(Collection<Breach> breaches) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_BREACHES, breaches)) {
            rows.column("bigint", breach -> breach.recorded().position())
                    .column("uuid", breach -> breach.recorded().streamId())
                    .column("bigint", Breach::transactionVersion)
                    .column("uuid", breach -> breach.recorded().eventId())
                    .column("text", breach -> breach.breached().firstDay().toString())
                    .column("numeric", breach -> breach.breached().balance().value())
                    .column(
                            "numeric",
                            breach -> breach.breached().overdraftLimit().value())
                    .column("text", breach -> breach.recorded().recordedAt().toString())
                    .column("text", breach -> breach.recorded().reason())
                    .column("text", breach -> breach.recorded().actor())
                    .execute();
        }
    }

    private void markBreaches(Collection<Breach> breaches) throws SQLException {
        try (var rows = Unnest.into(connection, MARK_BREACHES, breaches)) {
            rows.column("uuid", breach -> breach.recorded().streamId())
                    .column("bigint", Breach::transactionVersion)
                    .execute();
        }
    }

    private static AccountRow account(ResultSet row) throws SQLException {
        return new AccountRow(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBigDecimal(6),
                row.getBigDecimal(7),
                row.getBigDecimal(8),
                row.getObject(9, LocalDate.class),
                row.getLong(10),
                row.getLong(11),
                instant(row, 12),
                instant(row, 13));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
