package io.daybook.campaign.check.views;

import io.daybook.campaign.check.LogEvent;
import io.daybook.campaign.check.Payload;
import io.daybook.campaign.check.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of the views as the log makes them; {@code FoundTables} reads the same columns from the databases. */
public final class ExpectedTables {

    private final Table accounts = new Table("balances.accounts");
    private final Table holds = new Table("balances.holds");
    private final Table transactions = new Table("balances.transactions");
    private final Table history = new Table("audit.history");
    private final Table auditBalances = new Table("audit.account_balances");
    private final Table reportedAccounts = new Table("reporting.accounts");
    private final ExpectedDays days = new ExpectedDays();
    private final ExpectedLedger ledger = new ExpectedLedger();

    private ExpectedTables() {}

    /** All of them. */
    public static List<Table> of(List<LogEvent> log) {
        var tables = new ExpectedTables();
        ExpectedAccounts.of(log, tables::add).all().forEach(tables::add);
        return tables.all();
    }

    private List<Table> all() {
        return Stream.of(
                        List.of(accounts, holds, transactions, history, auditBalances, reportedAccounts),
                        days.tables(),
                        ledger.tables())
                .flatMap(List::stream)
                .toList();
    }

    private void add(ExpectedAccount book) {
        accounts.put(
                book.account(),
                book.currency(),
                "OPEN",
                book.balance(),
                book.held(),
                book.limit(),
                book.version(),
                book.position());
        book.holds().forEach((hold, amount) -> holds.put(hold, book.account(), amount));
        auditBalances.put(book.account(), book.currency(), book.balance());
        reportedAccounts.put(book.account(), book.currency(), book.balance());
    }

    private void add(LogEvent event, ExpectedAccount book, BigDecimal change) {
        history.put(
                event.position(),
                event.streamId(),
                event.streamVersion(),
                event.eventId(),
                event.type(),
                event.schemaVersion(),
                event.payload(),
                event.effectiveDate(),
                event.recordedAt(),
                event.actor(),
                event.reason(),
                event.purpose(),
                event.correlationId(),
                event.causationId(),
                event.metadata(),
                event.hash(),
                book.balance().subtract(change),
                book.balance(),
                book.currency());
        if (change.signum() != 0) {
            transactions.put(
                    event.eventId(),
                    event.streamId(),
                    event.streamVersion(),
                    event.position(),
                    event.type(),
                    change,
                    book.balance(),
                    book.balanceAt(event.effectiveDate()),
                    event.effectiveDate(),
                    counterparty(event),
                    event.reason());
            days.add(event, book, change);
            ledger.add(event, book, change);
        }
    }

    private static @Nullable UUID counterparty(LogEvent event) {
        return switch (event.type()) {
            case "TransferSent" -> Payload.of(event).id("toAccountId");
            case "TransferReceived" -> Payload.of(event).id("fromAccountId");
            default -> null;
        };
    }
}
