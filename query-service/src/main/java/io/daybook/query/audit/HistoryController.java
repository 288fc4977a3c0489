package io.daybook.query.audit;

import io.daybook.query.consistency.VersionWaits;
import io.daybook.query.http.AtLeastVersion;
import io.daybook.query.http.Cursor;
import io.daybook.query.http.Direction;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.http.SearchText;
import io.daybook.query.reads.ShownAccounts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Audit history of accounts. */
@RestController
class HistoryController {

    private final HistoryQueries history;
    private final VersionWaits waits;

    HistoryController(HistoryQueries history, @Qualifier(AuditGroup.NAME) VersionWaits waits) {
        this.history = history;
        this.waits = waits;
    }

    /** An account's events, the oldest first unless the newest are asked for first. */
    @GetMapping("/v1/accounts/{accountId}/history")
    Page<HistoryEntry> history(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable SearchText type,
            @RequestParam(required = false) @Nullable SearchText actor,
            @RequestParam(defaultValue = "asc") Direction order,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion) {
        Cursor cursors = Cursor.of("history", accountId, type, actor, order);
        Long after = cursor == null || cursor.isEmpty() ? null : cursors.read(cursor, fields -> fields.number(0));
        waits.await(accountId, atLeastVersion);
        List<HistoryEntry> entries = history.of(accountId, order, after, type, actor, limit);
        return limit.page(entries, entry -> cursors.write(entry.version()));
    }

    /** One event. */
    @GetMapping("/v1/events/{eventId}")
    HistoryEntry event(@PathVariable UUID eventId) {
        HistoryEntry entry = history.event(eventId);
        if (entry.balanceAfter() != null) {
            ShownAccounts.add(entry.streamId());
        }
        return entry;
    }
}
