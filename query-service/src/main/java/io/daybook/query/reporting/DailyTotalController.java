package io.daybook.query.reporting;

import io.daybook.query.http.Cursor;
import io.daybook.query.http.CursorFields;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.http.SearchText;
import io.daybook.query.reporting.DailyTotalQueries.CursorPosition;
import io.daybook.query.reporting.DailyTotalQueries.Question;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Totals by day, product, currency and operation. */
@RestController
class DailyTotalController {

    private static final String PATH = "/v1/reports/daily-totals";
    private static final int FIELDS_BEFORE_PRODUCT = 4;

    private final DailyTotalQueries totals;
    private final CsvReports csv;

    DailyTotalController(DailyTotalQueries totals, CsvReports csv) {
        this.totals = totals;
        this.csv = csv;
    }

    /** The totals, the earliest day first. */
    @GetMapping(PATH)
    Page<DailyTotal> dailyTotals(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(required = false) @Nullable SearchText productCode,
            @RequestParam(required = false) @Nullable Currency currency,
            @RequestParam(required = false) @Nullable SearchText operation,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit) {
        var question = new Question(Days.of(from, to), by, productCode, currency, operation);
        Cursor cursors = Cursor.of("daily-totals", question);
        CursorPosition after = cursor == null || cursor.isEmpty()
                ? CursorPosition.FIRST
                : cursors.read(cursor, DailyTotalController::cursorPosition);
        return limit.page(
                totals.after(after, question, limit.rows()), last -> cursor(cursors, CursorPosition.of(last)));
    }

    /** All of them as CSV. */
    @GetMapping(path = PATH, produces = CsvReports.MEDIA_TYPE)
    void dailyTotalsAsCsv(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(required = false) @Nullable SearchText productCode,
            @RequestParam(required = false) @Nullable Currency currency,
            @RequestParam(required = false) @Nullable SearchText operation,
            HttpServletResponse response)
            throws IOException {
        var question = new Question(Days.of(from, to), by, productCode, currency, operation);
        csv.stream(
                response,
                "daily-totals",
                DailyTotal.class,
                rows -> totals.all(question, rows),
                (row, rowNumber) -> DailyTotal.of(row));
    }

    /** The product code comes last: only it may have the cursor's separator in it. */
    private static String cursor(Cursor cursors, CursorPosition start) {
        return cursors.write(
                start.day(), start.currency(), start.operation(), start.reversedOperation(), start.productCode());
    }

    private static CursorPosition cursorPosition(CursorFields fields) {
        return new CursorPosition(
                fields.date(0), fields.text(1), fields.text(2), fields.text(3), fields.textFrom(FIELDS_BEFORE_PRODUCT));
    }
}
