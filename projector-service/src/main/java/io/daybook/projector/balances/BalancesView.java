package io.daybook.projector.balances;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyMovement;
import io.daybook.events.ActsOfDayEvent;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.CustomerEvent;
import io.daybook.events.DocumentEvent;
import io.daybook.events.ProductEvent;
import io.daybook.events.RecordedEvent;
import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.projector.engine.BankProperties;
import io.daybook.projector.engine.VerifiedTables;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Accounts with their balances, holds and statement lines, on both axes of time. */
@Component
class BalancesView implements View {

    private final PersonalDataCipher cipher;
    private final BankProperties bank;

    BalancesView(PersonalDataCipher cipher, BankProperties bank) {
        this.cipher = cipher;
        this.bank = bank;
    }

    @Override
    public String name() {
        return "balances";
    }

    /**
     * For the days that a backdated movement restates, and the lines of a day that reversals take back; for what is sealed with
     * a key that is destroyed.
     */
    @Override
    public Set<String> indexesForApply() {
        return Set.of("transactions_by_value_date", "holders_by_key");
    }

    @Override
    public VerifiedTables verifiedTables() {
        return new VerifiedTables(
                Map.of(
                        "accounts", "account_id",
                        "holders", "account_id",
                        "holds", "account_id",
                        "transactions", "account_id",
                        "account_days", "account_id",
                        "restated_days", "account_id"),
                Map.of("limit_breaches", "position", "approvals", "position"),
                Set.of("erased_keys"),
                List.of());
    }

    @Override
    public void apply(Connection connection, List<ViewEvent> events) throws SQLException {
        List<ViewEvent> accountEvents =
                events.stream().filter(event -> event.event().isOfAccount()).toList();
        var accountIds = new LinkedHashSet<UUID>();
        accountEvents.forEach(event -> accountIds.add(event.recorded().streamId()));
        var store = new BalancesStore(connection);
        Map<UUID, AccountRow> accounts = store.readAccounts(accountIds);
        var fold = new BalancesFold(
                accounts,
                store.readDays(daysNeeded(accounts, accountEvents)),
                store.readReversals(versionsBeforeCaused(accountEvents)),
                bank.zone());
        for (ViewEvent event : events) {
            switch (event.event()) {
                case AccountEvent account -> fold.apply(event.recorded(), account);
                case ApprovalEvent approval -> fold.apply(event.recorded(), approval);
                case ActsOfDayEvent acts -> {}
                case CustomerEvent customer -> {}
                case ProductEvent product -> {}
                case DocumentEvent document -> {}
            }
        }
        store.write(fold);
        writeHolders(store, fold.holders());
        store.erase(events);
    }

    private void writeHolders(BalancesStore store, Map<UUID, Holder> holders) throws SQLException {
        Map<String, String> names =
                cipher.decrypt(holders.values().stream().map(Holder::name).toList());
        store.writeHolders(
                holders,
                holder -> names.containsKey(holder.name())
                        ? cipher.index().beginnings(names.get(holder.name()))
                        : List.of());
    }

    /** The version before the batch of each account whose part of the batch begins with what an earlier event caused. */
    private static Map<UUID, Long> versionsBeforeCaused(List<ViewEvent> events) {
        var seen = new HashSet<UUID>();
        var versions = new HashMap<UUID, Long>();
        for (ViewEvent event : events) {
            RecordedEvent recorded = event.recorded();
            boolean isFirst = seen.add(recorded.streamId());
            if (isFirst && event.event() instanceof MoneyMovement && recorded.causationId() != null) {
                versions.put(recorded.streamId(), recorded.streamVersion() - 1);
            }
        }
        return versions;
    }

    /** The accounts that have a backdated movement in the batch, with the earliest value date that the batch moves. */
    private static Map<UUID, LocalDate> daysNeeded(Map<UUID, AccountRow> accounts, List<ViewEvent> events) {
        var latest = new HashMap<UUID, LocalDate>();
        accounts.forEach((accountId, account) -> {
            if (account.latestDate() != null) {
                latest.put(accountId, account.latestDate());
            }
        });
        var earliest = new HashMap<UUID, LocalDate>();
        var needed = new HashMap<UUID, LocalDate>();
        for (ViewEvent event : events) {
            if (event.event() instanceof MoneyMovement) {
                UUID accountId = event.recorded().streamId();
                LocalDate date = event.recorded().effectiveDate();
                earliest.merge(accountId, date, (one, other) -> one.isBefore(other) ? one : other);
                if (date.isBefore(latest.merge(accountId, date, (one, other) -> one.isAfter(other) ? one : other))) {
                    needed.put(accountId, date);
                }
            }
        }
        needed.replaceAll((accountId, date) -> earliest.getOrDefault(accountId, date));
        return needed;
    }
}
