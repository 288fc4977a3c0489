package io.daybook.query.balances.statement;

import io.daybook.access.Identity;
import io.daybook.query.balances.account.AccountAccessGuard;
import io.daybook.query.balances.history.DateRange;
import io.daybook.query.balances.statement.StatementQueries.AccountLine;
import io.daybook.query.balances.statement.StatementQueries.ValueDatePosition;
import io.daybook.query.balances.statement.StatementQueries.ValueLine;
import io.daybook.query.http.AtLeastVersion;
import io.daybook.query.http.Cursor;
import io.daybook.query.http.CursorFields;
import io.daybook.query.http.Direction;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Statements and their lines. */
@RestController
class StatementController {

    private final StatementQueries statements;
    private final AccountAccessGuard guard;

    StatementController(StatementQueries statements, AccountAccessGuard guard) {
        this.statements = statements;
        this.guard = guard;
    }

    /**
     * An account's statement.
     *
     * @param from the first day; by booking it is the booking date, by value the value date
     * @param to the last day, of the same kind
     */
    @GetMapping("/v1/accounts/{accountId}/transactions")
    Page<StatementLine> statement(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "booking") StatementOrder by,
            @RequestParam(defaultValue = "asc") Direction order,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller) {
        Cursor cursors = Cursor.of("transactions", accountId, from, to, by, order);
        DateRange range = DateRange.of(from, to);
        String here = cursor == null || cursor.isEmpty() ? null : cursor;
        return switch (by) {
            case BOOKING -> {
                Long after = here == null ? null : cursors.read(here, fields -> fields.number(0));
                guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
                List<StatementLine> lines = statements.byBooking(accountId, range, order, after, limit);
                yield limit.page(lines, line -> cursors.write(line.version()));
            }
            case VALUE -> {
                ValueDatePosition after = here == null ? null : cursors.read(here, StatementController::cursorPosition);
                guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
                List<ValueLine> lines = statements.byValue(accountId, range, order, after, limit);
                Page<ValueLine> page = limit.page(lines, line -> cursor(cursors, line.next()));
                yield new Page<>(page.items().stream().map(ValueLine::line).toList(), page.nextCursor());
            }
        };
    }

    private static String cursor(Cursor cursors, ValueDatePosition start) {
        return cursors.write(
                start.known(), start.date(), start.version(), start.balance().toPlainString());
    }

    private static ValueDatePosition cursorPosition(CursorFields fields) {
        return new ValueDatePosition(fields.number(0), fields.date(1), fields.number(2), fields.decimal(3));
    }

    /** One line, wherever it stands; its running balance is in the order of recording. */
    @GetMapping("/v1/transactions/{eventId}")
    StatementLine line(@PathVariable UUID eventId, Identity caller) {
        AccountLine found = statements.line(eventId);
        guard.authorize(found.accountId(), caller);
        return found.line();
    }
}
