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
import io.daybook.projector.engine.sql.ErasedKeys;
import io.daybook.projector.engine.sql.RecordTable;
import io.daybook.projector.engine.sql.Table;
import io.daybook.projector.engine.sql.Unnest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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

    private static final RecordTable<AccountRow> ACCOUNTS = RecordTable.of("accounts", AccountRow.class);

    private static final Table<Line> TRANSACTIONS = Table.<Line>named("transactions")
            .column("account_id", UUID.class, line -> line.recorded().streamId())
            .column("version", Long.class, line -> line.recorded().streamVersion())
            .column("event_id", UUID.class, line -> line.recorded().eventId())
            .column("position", Long.class, line -> line.recorded().position())
            .column("type", String.class, line -> line.recorded().type())
            .column("amount", BigDecimal.class, Line::amount)
            .column("balance", BigDecimal.class, Line::balance)
            .column("day_balance", BigDecimal.class, Line::dayBalance)
            .column("effective_date", LocalDate.class, line -> line.recorded().effectiveDate())
            .column("latest_date", LocalDate.class, Line::latestDate)
            .column("recorded_at", Instant.class, line -> line.recorded().recordedAt())
            .column("booked_at", Instant.class, Line::bookedAt)
            .column("counterparty", UUID.class, Line::counterparty)
            .column("reference", String.class, Line::reference)
            .column("reason", String.class, line -> line.recorded().reason())
            .column("purpose", String.class, line -> line.recorded().purpose())
            .column("actor", String.class, line -> line.recorded().actor())
            .column("cause", UUID.class, Line::cause)
            .column("reverses", UUID.class, Line::reverses);

    private static final Table<Hold> HOLDS = Table.<Hold>named("holds")
            .column("hold_id", UUID.class, hold -> hold.held().holdId())
            .column("account_id", UUID.class, Hold::accountId)
            .column("amount", BigDecimal.class, hold -> hold.held().amount().value())
            .column("expires_at", Instant.class, Hold::expiresAt)
            .column("placed_at", Instant.class, Hold::placedAt)
            .column("reason", String.class, Hold::reason)
            .column("reference", String.class, hold -> hold.held().reference());

    private static final Table<Day> ACCOUNT_DAYS = Table.<Day>named("account_days")
            .column("account_id", UUID.class, Day::accountId)
            .column("effective_date", LocalDate.class, Day::date)
            .column("first_version", Long.class, Day::firstVersion);

    private static final Table<RestatedDay> RESTATED_DAYS = Table.<RestatedDay>named("restated_days")
            .column("account_id", UUID.class, day -> day.cause().streamId())
            .column("effective_date", LocalDate.class, RestatedDay::date)
            .column("version", Long.class, day -> day.cause().streamVersion())
            .column("previous_balance", BigDecimal.class, RestatedDay::previousBalance)
            .column("balance", BigDecimal.class, RestatedDay::balance)
            .column("event_id", UUID.class, day -> day.cause().eventId())
            .column("recorded_at", Instant.class, day -> day.cause().recordedAt());

    private static final Table<Breach> LIMIT_BREACHES = Table.<Breach>named("limit_breaches")
            .column("position", Long.class, breach -> breach.recorded().position())
            .column("account_id", UUID.class, breach -> breach.recorded().streamId())
            .column("transaction_version", Long.class, Breach::transactionVersion)
            .column("event_id", UUID.class, breach -> breach.recorded().eventId())
            .column("first_day", LocalDate.class, breach -> breach.breached().firstDay())
            .column("balance", BigDecimal.class, breach -> breach.breached()
                    .balance()
                    .value())
            .column("overdraft_limit", BigDecimal.class, breach -> breach.breached()
                    .overdraftLimit()
                    .value())
            .column("recorded_at", Instant.class, breach -> breach.recorded().recordedAt())
            .column("reason", String.class, breach -> breach.recorded().reason())
            .column("actor", String.class, breach -> breach.recorded().actor());
    private static final Table<Request> APPROVALS = Table.<Request>named("approvals")
            .column("approval_id", UUID.class, request -> request.recorded().eventId())
            .column("account_id", UUID.class, Request::accountId)
            .column("position", Long.class, request -> request.recorded().position())
            .column("status", String.class, request -> "PENDING")
            .column("subject", String.class, request -> request.requested()
                    .subject()
                    .name())
            .column("kind", String.class, request -> request.requested()
                    .action()
                    .kind())
            .column("fields", String.class, BalancesStore::fields)
            .column(
                    "amount",
                    BigDecimal.class,
                    request -> value(request.requested().amount()))
            .column(
                    "currency",
                    String.class,
                    request -> currency(request.requested().amount()))
            .column("to_account_id", UUID.class, request -> request.uuid("toAccountId"))
            .column("effective_date", LocalDate.class, request -> request.date("effectiveDate"))
            .column("reference", String.class, request -> request.field("reference"))
            .column("reason", String.class, request -> request.recorded().reason())
            .column("purpose", String.class, request -> request.recorded().purpose())
            .column("requested_by", String.class, request -> request.requested().requestedBy())
            .column("requested_at", Instant.class, request -> request.recorded().recordedAt())
            .column("expires_at", Instant.class, request -> request.requested().expiresAt());

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
        return ACCOUNTS.find(connection, accountIds).stream()
                .collect(Collectors.toMap(AccountRow::accountId, account -> account));
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
                    days.computeIfAbsent(rows.getObject("account_id", UUID.class), id -> new TreeMap<>())
                            .put(rows.getObject("effective_date", LocalDate.class), rows.getBigDecimal("balance"));
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
        ACCOUNTS.upsert(connection, fold.accounts().values());
        TRANSACTIONS.copy(connection, fold.lines());
        HOLDS.copy(connection, fold.placedHolds().values());
        endHolds(fold.endedHolds());
        ACCOUNT_DAYS.copy(connection, fold.newDays());
        RESTATED_DAYS.copy(connection, fold.restatedDays());
        markReversed(
                fold.lines().stream().filter(line -> line.reverses() != null).toList());
        LIMIT_BREACHES.copy(connection, fold.breaches());
        markBreaches(fold.breaches());
        APPROVALS.copy(connection, fold.requests());
        decideApprovals(fold.verdicts());
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

    private void endHolds(Collection<UUID> holdIds) throws SQLException {
        try (var rows = Unnest.into(connection, END_HOLDS, holdIds)) {
            rows.column("uuid", holdId -> holdId).execute();
        }
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

    private void markBreaches(Collection<Breach> breaches) throws SQLException {
        try (var rows = Unnest.into(connection, MARK_BREACHES, breaches)) {
            rows.column("uuid", breach -> breach.recorded().streamId())
                    .column("bigint", Breach::transactionVersion)
                    .execute();
        }
    }

    private static String fields(Request request) {
        return JSON.writeValueAsString(request.requested().action().fields());
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
}
