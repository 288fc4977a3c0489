package io.daybook.query.reporting;

import io.daybook.query.http.Cursor;
import io.daybook.query.http.CursorFields;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.http.SearchText;
import io.daybook.query.reporting.PostingQueries.CursorPosition;
import io.daybook.query.reporting.PostingQueries.Question;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger, posting by posting. */
@RestController
class PostingController {

    private static final String PATH = "/v1/reports/postings";

    private final PostingQueries postings;
    private final CsvReports csv;

    PostingController(PostingQueries postings, CsvReports csv) {
        this.postings = postings;
        this.csv = csv;
    }

    /** The postings, by day and in the order of the log. */
    @GetMapping(PATH)
    Page<Posting> postings(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(required = false) @Nullable SearchText ledgerAccount,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit) {
        var question = new Question(Days.of(from, to), by, ledgerAccount);
        Cursor cursors = Cursor.of("postings", question);
        CursorPosition after = cursor == null || cursor.isEmpty()
                ? CursorPosition.before(question.days())
                : cursors.read(cursor, PostingController::cursorPosition);
        postings.check(ledgerAccount);
        return limit.page(
                postings.after(after, question, limit.rows()), last -> cursor(cursors, CursorPosition.of(last, by)));
    }

    /** All of them as CSV. */
    @GetMapping(path = PATH, produces = CsvReports.MEDIA_TYPE)
    void postingsAsCsv(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "value") DateBasis by,
            @RequestParam(required = false) @Nullable SearchText ledgerAccount,
            HttpServletResponse response)
            throws IOException {
        var question = new Question(Days.of(from, to), by, ledgerAccount);
        postings.check(ledgerAccount);
        csv.stream(
                response,
                "postings",
                Posting.class,
                rows -> postings.all(question, rows),
                (row, rowNumber) -> Posting.of(row));
    }

    private static String cursor(Cursor cursors, CursorPosition start) {
        return cursors.write(start.day(), start.position(), start.leg());
    }

    private static CursorPosition cursorPosition(CursorFields fields) {
        return new CursorPosition(fields.date(0), fields.number(1), Math.toIntExact(fields.number(2)));
    }
}
