package io.daybook.query.reads;

import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.http.SearchText;
import io.daybook.query.reads.ReadAuditQueries.CursorPosition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recorded reads, for auditors; each appears shortly after it happened. */
@RestController
class ReadAuditController {

    private final ReadAuditQueries reads;

    ReadAuditController(ReadAuditQueries reads) {
        this.reads = reads;
    }

    /**
     * Lists the reads of an account, newest first.
     *
     * @param from the first instant
     * @param to the instant after the last
     */
    @GetMapping("/v1/accounts/{accountId}/reads")
    Page<ReadAuditEntry> ofAccount(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit) {
        Cursor cursors = Cursor.of("reads", accountId, from, to);
        return page(reads.ofAccount(accountId, from, cursorPosition(cursors, cursor, to), limit), cursors, limit);
    }

    /** Lists the reads by one actor, newest first, in the same way. */
    @GetMapping("/v1/reads")
    Page<ReadAuditEntry> ofActor(
            @RequestParam SearchText actor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit) {
        Cursor cursors = Cursor.of("reads", actor, from, to);
        return page(reads.ofActor(actor.value(), from, cursorPosition(cursors, cursor, to), limit), cursors, limit);
    }

    private static @Nullable CursorPosition cursorPosition(
            Cursor cursors, @Nullable String cursor, @Nullable Instant to) {
        if (cursor == null || cursor.isEmpty()) {
            return to == null ? null : CursorPosition.before(to);
        }
        return cursors.read(cursor, fields -> new CursorPosition(fields.instant(0), fields.id(1)));
    }

    private static Page<ReadAuditEntry> page(List<ReadAuditEntry> rows, Cursor cursors, Limit limit) {
        return limit.page(rows, last -> cursors.write(last.readAt(), last.readId()));
    }
}
