package io.daybook.projector.reporting;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.MoneyMovement;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.projector.engine.BankProperties;
import io.daybook.projector.engine.VerifiedTables;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.ViewEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The bank's ledger: what each event posts, and totals that are kept as they grow, so that no report sums up the postings. */
@Component
class ReportingView implements View {

    private final BankProperties bank;

    ReportingView(BankProperties bank) {
        this.bank = bank;
    }

    @Override
    public String name() {
        return "reporting";
    }

    /** For the postings that a reversal takes back, and those that a correction names. */
    @Override
    public Set<String> indexesForApply() {
        return Set.of("postings_by_event");
    }

    @Override
    public VerifiedTables verifiedTables() {
        return new VerifiedTables(
                Map.of("accounts", "account_id"),
                Map.of("postings", "position"),
                Set.of("ledger_accounts"),
                ReportingTotals.all());
    }

    @Override
    public void apply(Connection connection, List<ViewEvent> events) throws SQLException {
        var accountIds = new HashSet<UUID>();
        var named = new HashSet<UUID>();
        for (ViewEvent event : events) {
            if (event.event() instanceof AccountEvent) {
                accountIds.add(event.recorded().streamId());
            }
            if (event.event() instanceof TransactionReversed reversal) {
                named.add(reversal.reversedEventId());
            }
            if (event.event() instanceof MoneyMovement && event.recorded().causationId() != null) {
                named.add(event.recorded().causationId());
            }
        }
        var store = new ReportingStore(connection);
        var fold = new ReportingFold(store.readAccounts(accountIds), store.readOriginals(named), bank.zone());
        for (ViewEvent event : events) {
            if (event.event() instanceof AccountEvent accountEvent) {
                fold.apply(event.recorded(), accountEvent);
            }
        }
        store.write(fold);
    }
}
