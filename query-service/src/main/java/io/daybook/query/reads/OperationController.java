package io.daybook.query.reads;

import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.http.SearchText;
import io.daybook.query.reads.OperationQueries.CursorPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recorded administrative acts, for auditors. */
@RestController
class OperationController {

    private final OperationQueries operations;

    OperationController(OperationQueries operations) {
        this.operations = operations;
    }

    /**
     * Lists administrative acts, newest first.
     *
     * @param actor the token's subject of whoever asked for them
     * @param action name of the act, such as view.rebuild
     * @param from the first instant
     * @param to the instant after the last
     */
    @GetMapping("/v1/operations")
    Page<RecordedOperation> all(
            @RequestParam(required = false) @Nullable SearchText actor,
            @RequestParam(required = false) @Nullable SearchText action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit) {
        Cursor cursors = Cursor.of("operations", actor, action, from, to);
        var filter = new OperationQueries.Filter(actor, action, from);
        return limit.page(
                operations.find(filter, cursorPosition(cursors, cursor, to), limit),
                last -> cursors.write(last.requestedAt(), last.operationId()));
    }

    private static CursorPosition cursorPosition(Cursor cursors, @Nullable String cursor, @Nullable Instant to) {
        return cursor == null || cursor.isEmpty()
                ? CursorPosition.before(to)
                : cursors.read(cursor, fields -> new CursorPosition(fields.instant(0), fields.id(1)));
    }
}
