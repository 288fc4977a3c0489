package io.daybook.query.balances.limit;

import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.reads.ShownAccounts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports the bank's own debits that left accounts below their limits. */
@RestController
class LimitBreachController {

    private final LimitBreachQueries breaches;

    LimitBreachController(LimitBreachQueries breaches) {
        this.breaches = breaches;
    }

    /**
     * The breaches, newest first.
     *
     * @param accountId of this account only
     */
    @GetMapping("/v1/limit-breaches")
    Page<LimitBreach> newest(
            @RequestParam(required = false) @Nullable UUID accountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit) {
        Cursor cursors = Cursor.of("limit-breaches", accountId);
        long before =
                cursor == null || cursor.isEmpty() ? Long.MAX_VALUE : cursors.read(cursor, fields -> fields.number(0));
        Page<LimitBreach> page =
                limit.page(breaches.newest(accountId, before, limit), last -> cursors.write(last.position()));
        ShownAccounts.addAll(page.items().stream().map(LimitBreach::accountId).toList());
        return page;
    }
}
