package io.daybook.query.reporting;

import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.reporting.DormantAccountQueries.CursorPosition;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dormant accounts. */
@RestController
class DormantAccountController {

    private static final String PATH = "/v1/reports/dormant-accounts";

    private final DormantAccountQueries accounts;
    private final CsvReports csv;

    DormantAccountController(DormantAccountQueries accounts, CsvReports csv) {
        this.accounts = accounts;
        this.csv = csv;
    }

    /**
     * Open accounts that only the bank itself has moved money on, those at rest for the longest first.
     *
     * @param since a movement on that day or later ends the rest
     */
    @GetMapping(PATH)
    Page<DormantAccount> dormantAccounts(
            @RequestParam LocalDate since,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit) {
        Cursor cursors = Cursor.of("dormant-accounts", since, by);
        CursorPosition after = cursor == null || cursor.isEmpty()
                ? CursorPosition.FIRST
                : cursors.read(cursor, fields -> new CursorPosition(fields.date(0), fields.id(1)));
        return limit.page(
                accounts.after(after, since, by, limit.rows()),
                last -> cursors.write(last.quietSince(), last.accountId()));
    }

    /** All of them as CSV. */
    @GetMapping(path = PATH, produces = CsvReports.MEDIA_TYPE)
    void dormantAccountsAsCsv(
            @RequestParam LocalDate since,
            @RequestParam(defaultValue = "value") DateBasis by,
            HttpServletResponse response)
            throws IOException {
        csv.stream(
                response,
                "dormant-accounts",
                DormantAccount.class,
                rows -> accounts.all(since, by, rows),
                (row, rowNumber) -> DormantAccount.of(row));
    }
}
