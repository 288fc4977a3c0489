package io.daybook.acceptance.newaccounts;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.sql.Unnest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Number of accounts that were opened on each day. */
class NewAccountsView implements View {

    static final String NAME = "newaccounts";

    private static final String ADD = """
            insert into days (day, accounts)
            select day,
                   accounts
            from unnest(?::date[], ?::bigint[]) as opened (day, accounts)
            on conflict (day) do update
            set accounts = days.accounts + excluded.accounts
            """;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(Connection connection, List<ViewEvent> events) throws SQLException {
        Map<LocalDate, Long> opened = events.stream()
                .filter(event -> event.event() instanceof AccountOpened)
                .collect(Collectors.groupingBy(event -> event.recorded().effectiveDate(), Collectors.counting()));
        try (var rows = Unnest.into(connection, ADD, opened.entrySet())) {
            rows.column("date", Map.Entry::getKey)
                    .column("bigint", Map.Entry::getValue)
                    .execute();
        }
    }
}
