package io.daybook.projector.balances;

import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.EventJson;
import io.daybook.events.Money;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.projector.balances.BalancesFold.Breach;
import io.daybook.projector.balances.BalancesFold.Day;
import io.daybook.projector.balances.BalancesFold.Hold;
import io.daybook.projector.balances.BalancesFold.Line;
import io.daybook.projector.balances.BalancesFold.Request;
import io.daybook.projector.balances.BalancesFold.RestatedDay;
import io.daybook.projector.balances.BalancesFold.Verdict;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.sql.Copy;
import io.daybook.projector.engine.sql.ErasedKeys;
import io.daybook.projector.engine.sql.Unnest;
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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of the balances view: one statement a table, whatever the size of the batch. */
final class BalancesStore {

    private static final JsonMapper JSON = EventJson.mapper();

    private static final String READ_ACCOUNTS = """
            select account_id,
                   customer_id,
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

    private static final String READ_REVERSALS = """
            select t.account_id,
                   t.reverses
            from unnest(?::uuid[], ?::bigint[]) as wanted (account_id, version)
            join transactions t
              on t.account_id = wanted.account_id
             and t.version = wanted.version
            where t.reverses is not null
            """;

    private static final String WRITE_ACCOUNTS = """
            insert into accounts (account_id, customer_id, product_code, currency, status, balance,
                                  held, overdraft_limit, latest_date, version, position, opened_at, updated_at)
            select *
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::numeric[],
                        ?::numeric[], ?::date[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
            on conflict (account_id) do update
            set customer_id     = excluded.customer_id,
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

    private static final String WRITE_HOLDERS = """
            insert into holders (account_id, key_id, name, email, address, name_tokens)
            select new.account_id,
                   new.key_id,
                   case when erased.key_id is null then new.name end,
                   case when erased.key_id is null then new.email end,
                   case when erased.key_id is null then new.address end,
                   case when erased.key_id is null then new.name_tokens::bigint[] else '{}' end
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
              as new (account_id, key_id, name, email, address, name_tokens)
            left join erased_keys erased
              on erased.key_id = new.key_id
            """;

    private static final String ERASE_HOLDERS = """
            update holders
            set name        = null,
                email       = null,
                address     = null,
                name_tokens = '{}'
            where key_id = any (?::uuid[])
            """;

    private static final String MARK_REVERSED = """
            update transactions
            set reversed_by = reversal.event_id
            from unnest(?::uuid[], ?::date[], ?::uuid[], ?::uuid[])
              as reversal (account_id, effective_date, reverses, event_id)
            where transactions.account_id = reversal.account_id
              and transactions.effective_date = reversal.effective_date
              and transactions.event_id = reversal.reverses
            """;

    private static final String MARK_BREACHES = """
            update transactions
            set limit_breached = true
            from unnest(?::uuid[], ?::bigint[]) as debit (account_id, version)
            where transactions.account_id = debit.account_id
              and transactions.version = debit.version
            """;

    private static final String DECIDE_APPROVALS = """
            update approvals
            set status            = verdict.status,
                decision_event_id = verdict.event_id,
                decision_reason   = verdict.reason,
                decided_by        = verdict.actor,
                decided_at        = verdict.recorded_at
            from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
              as verdict (approval_id, status, event_id, reason, actor, recorded_at)
            where approvals.approval_id = verdict.approval_id
            """;

    private static final String END_HOLDS = """
            delete from holds
            where hold_id = any (?::uuid[])
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

    /** The event that was taken back at each of these versions, where one was. */
    Map<UUID, UUID> readReversals(Map<UUID, Long> versions) throws SQLException {
        var reversals = new HashMap<UUID, UUID>();
        if (versions.isEmpty()) {
            return reversals;
        }
        try (var wanted = Unnest.into(connection, READ_REVERSALS, versions.entrySet())) {
            wanted.column("uuid", Map.Entry::getKey).column("bigint", Map.Entry::getValue);
            try (ResultSet rows = wanted.statement().executeQuery()) {
                while (rows.next()) {
                    reversals.put(rows.getObject("account_id", UUID.class), rows.getObject("reverses", UUID.class));
                }
            }
        }
        return reversals;
    }

    /** Writes what a batch amounts to. Holders are apart, see {@link #writeHolders}. */
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
        writeRequests(fold.requests());
        decideApprovals(fold.verdicts());
    }

    private void writeAccounts(Collection<AccountRow> accounts) throws SQLException {
        try (var rows = Unnest.into(connection, WRITE_ACCOUNTS, accounts)) {
            rows.column("uuid", AccountRow::accountId)
                    .column("text", AccountRow::customerId)
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

    /**
     * Writes the holders of new accounts, but not what is erased.
     *
     * @param tokens of everything that the name of an account's holder begins with
     */
    void writeHolders(Map<UUID, Holder> holders, Function<Holder, List<Long>> tokens) throws SQLException {
        if (holders.isEmpty()) {
            return;
        }
        new ErasedKeys(connection).lockShared();
        try (var rows = Unnest.into(connection, WRITE_HOLDERS, holders.entrySet())) {
            rows.column("uuid", Map.Entry::getKey)
                    .column("uuid", row -> PersonalDataCipher.keyOf(
                                    row.getValue().name())
                            .orElse(null))
                    .column("text", row -> row.getValue().name())
                    .column("text", row -> row.getValue().email())
                    .column("text", row -> row.getValue().address())
                    .column("text", row -> tokens.apply(row.getValue()).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",", "{", "}")))
                    .execute();
        }
    }

    /** Erases what those events say is to be forgotten, also what is still to come. */
    void erase(List<ViewEvent> events) throws SQLException {
        new ErasedKeys(connection).take(events, ERASE_HOLDERS);
    }

    private void writeLines(Collection<Line> lines) throws SQLException {
        Copy.into(connection, "transactions", lines)
                .column("account_id", line -> line.recorded().streamId())
                .column("version", line -> line.recorded().streamVersion())
                .column("event_id", line -> line.recorded().eventId())
                .column("position", line -> line.recorded().position())
                .column("type", line -> line.recorded().type())
                .column("amount", Line::amount)
                .column("balance", Line::balance)
                .column("day_balance", Line::dayBalance)
                .column("effective_date", line -> line.recorded().effectiveDate())
                .column("latest_date", Line::latestDate)
                .column("recorded_at", line -> line.recorded().recordedAt())
                .column("counterparty", Line::counterparty)
                .column("reference", Line::reference)
                .column("reason", line -> line.recorded().reason())
                .column("purpose", line -> line.recorded().purpose())
                .column("actor", line -> line.recorded().actor())
                .column("cause", Line::cause)
                .column("reverses", Line::reverses)
                .execute();
    }

    private void writeHolds(Collection<Hold> holds) throws SQLException {
        Copy.into(connection, "holds", holds)
                .column("hold_id", hold -> hold.held().holdId())
                .column("account_id", Hold::accountId)
                .column("amount", hold -> hold.held().amount().value())
                .column("expires_at", hold -> hold.held().expiresAt())
                .column("placed_at", Hold::placedAt)
                .column("reason", Hold::reason)
                .column("reference", hold -> hold.held().reference())
                .execute();
    }

    private void endHolds(Collection<UUID> holdIds) throws SQLException {
        try (var rows = Unnest.into(connection, END_HOLDS, holdIds)) {
            rows.column("uuid", holdId -> holdId).execute();
        }
    }

    private void writeDays(Collection<Day> days) throws SQLException {
        Copy.into(connection, "account_days", days)
                .column("account_id", Day::accountId)
                .column("effective_date", Day::date)
                .column("first_version", Day::firstVersion)
                .execute();
    }

    private void writeRestatedDays(Collection<RestatedDay> days) throws SQLException {
        Copy.into(connection, "restated_days", days)
                .column("account_id", day -> day.cause().streamId())
                .column("effective_date", RestatedDay::date)
                .column("version", day -> day.cause().streamVersion())
                .column("previous_balance", RestatedDay::previousBalance)
                .column("balance", RestatedDay::balance)
                .column("event_id", day -> day.cause().eventId())
                .column("recorded_at", day -> day.cause().recordedAt())
                .execute();
    }

    private void markReversed(Collection<Line> reversals) throws SQLException {
        try (var rows = Unnest.into(connection, MARK_REVERSED, reversals)) {
            rows.column("uuid", line -> line.recorded().streamId())
                    .column("text", line -> line.recorded().effectiveDate().toString())
                    .column("uuid", Line::reverses)
                    .column("uuid", line -> line.recorded().eventId())
                    .execute();
        }
    }

    private void writeBreaches(Collection<Breach> breaches) throws SQLException {
        Copy.into(connection, "limit_breaches", breaches)
                .column("position", breach -> breach.recorded().position())
                .column("account_id", breach -> breach.recorded().streamId())
                .column("transaction_version", Breach::transactionVersion)
                .column("event_id", breach -> breach.recorded().eventId())
                .column("first_day", breach -> breach.breached().firstDay())
                .column("balance", breach -> breach.breached().balance().value())
                .column(
                        "overdraft_limit",
                        breach -> breach.breached().overdraftLimit().value())
                .column("recorded_at", breach -> breach.recorded().recordedAt())
                .column("reason", breach -> breach.recorded().reason())
                .column("actor", breach -> breach.recorded().actor())
                .execute();
    }

    private void markBreaches(Collection<Breach> breaches) throws SQLException {
        try (var rows = Unnest.into(connection, MARK_BREACHES, breaches)) {
            rows.column("uuid", breach -> breach.recorded().streamId())
                    .column("bigint", Breach::transactionVersion)
                    .execute();
        }
    }

    private void writeRequests(Collection<Request> requests) throws SQLException {
        Copy.into(connection, "approvals", requests)
                .column("approval_id", request -> request.recorded().eventId())
                .column("account_id", Request::accountId)
                .column("position", request -> request.recorded().position())
                .column("status", request -> "PENDING")
                .column("subject", request -> request.requested().subject().name())
                .column("kind", request -> request.requested().action().kind())
                .column(
                        "fields",
                        request -> JSON.writeValueAsString(
                                request.requested().action().fields()))
                .column("amount", request -> value(request.requested().amount()))
                .column("currency", request -> currency(request.requested().amount()))
                .column("to_account_id", request -> request.uuid("toAccountId"))
                .column("effective_date", request -> request.date("effectiveDate"))
                .column("reference", request -> request.field("reference"))
                .column("reason", request -> request.recorded().reason())
                .column("purpose", request -> request.recorded().purpose())
                .column("requested_by", request -> request.requested().requestedBy())
                .column("requested_at", request -> request.recorded().recordedAt())
                .column("expires_at", request -> request.requested().expiresAt())
                .execute();
    }

    private static @Nullable BigDecimal value(@Nullable Money amount) {
        return amount == null ? null : amount.value();
    }

    private static @Nullable String currency(@Nullable Money amount) {
        return amount == null ? null : amount.currency().getCurrencyCode();
    }

    /** After the requests, which may be of the same batch. */
    private void decideApprovals(Collection<Verdict> verdicts) throws SQLException {
        try (var rows = Unnest.into(connection, DECIDE_APPROVALS, verdicts)) {
            rows.column("uuid", Verdict::approvalId)
                    .column("text", Verdict::status)
                    .column("uuid", verdict -> verdict.recorded().eventId())
                    .column("text", verdict -> verdict.recorded().reason())
                    .column("text", verdict -> verdict.recorded().actor())
                    .column("text", verdict -> verdict.recorded().recordedAt().toString())
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
