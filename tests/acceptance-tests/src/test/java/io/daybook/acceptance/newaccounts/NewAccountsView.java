package io.daybook.acceptance.newaccounts;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.sql.Unnest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Number of accounts that were opened in each currency. */
class NewAccountsView implements View {

    static final String NAME = "newaccounts";

    private static final String ADD = """
            insert into currencies (currency, accounts)
            select currency,
                   accounts
            from unnest(?::text[], ?::bigint[]) as opened (currency, accounts)
            order by currency
            on conflict (currency) do update
            set accounts = currencies.accounts + excluded.accounts
            """;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(Connection connection, List<ViewEvent> events) throws SQLException {
        Map<String, Long> opened = events.stream()
                .map(ViewEvent::event)
                .filter(AccountOpened.class::isInstance)
                .map(AccountOpened.class::cast)
                .collect(Collectors.groupingBy(
                        event -> event.overdraftLimit().currency().getCurrencyCode(), Collectors.counting()));
        try (var rows = Unnest.into(connection, ADD, opened.entrySet())) {
            rows.column("text", Map.Entry::getKey)
                    .column("bigint", Map.Entry::getValue)
                    .execute();
        }
    }
}
