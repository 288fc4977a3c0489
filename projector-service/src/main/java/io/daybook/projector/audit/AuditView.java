package io.daybook.projector.audit;

import io.daybook.events.Money;
import io.daybook.projector.engine.VerifiedTables;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.sql.RecordTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The log once more, arranged for those who ask why. */
@Component
class AuditView implements View {

    static final String NAME = "audit";

    private static final RecordTable<AccountBalance> ACCOUNT_BALANCES =
            RecordTable.of("account_balances", AccountBalance.class);

    /** A row of {@code account_balances}. */
    private record AccountBalance(UUID accountId, String currency, BigDecimal balance) {

        static AccountBalance of(UUID accountId, Money money) {
            return new AccountBalance(accountId, money.currency().getCurrencyCode(), money.value());
        }

        Money money() {
            return new Money(balance, Currency.getInstance(currency));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public VerifiedTables verifiedTables() {
        return new VerifiedTables(
                Map.of("history", "stream_id", "account_balances", "account_id"), Map.of(), Set.of(), List.of());
    }

    @Override
    public void apply(Connection connection, List<ViewEvent> events) throws SQLException {
        List<UUID> streamIds = events.stream()
                .map(event -> event.recorded().streamId())
                .distinct()
                .toList();
        var fold = new AuditFold(readBalances(connection, streamIds));
        events.forEach(event -> fold.apply(event.recorded(), event.event()));
        HistoryTable.write(connection, fold.entries());
        writeBalances(connection, fold.balances());
    }

    private static Map<UUID, Money> readBalances(Connection connection, Collection<UUID> accountIds)
            throws SQLException {
        return ACCOUNT_BALANCES.find(connection, accountIds).stream()
                .collect(Collectors.toMap(AccountBalance::accountId, AccountBalance::money));
    }

    private static void writeBalances(Connection connection, Map<UUID, Money> balances) throws SQLException {
        ACCOUNT_BALANCES.upsert(
                connection,
                balances.entrySet().stream()
                        .map(balance -> AccountBalance.of(balance.getKey(), balance.getValue()))
                        .toList());
    }
}
