package io.daybook.query.balances;

import io.daybook.access.Identity;
import io.daybook.query.balances.AccountQueries.HoldKey;
import io.daybook.query.http.AtLeastVersion;
import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.http.SearchText;
import io.daybook.query.reads.ShownAccounts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Accounts as they are now. */
@RestController
class AccountController {

    private final AccountQueries accounts;
    private final AccountSearch search;
    private final AccountAccessGuard door;

    AccountController(AccountQueries accounts, AccountSearch search, AccountAccessGuard door) {
        this.accounts = accounts;
        this.search = search;
        this.door = door;
    }

    /** One account; its version is the entity tag, as the command-service's If-Match takes it. */
    @GetMapping("/v1/accounts/{accountId}")
    @Nullable
    Account account(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller,
            ServletWebRequest request) {
        door.enter(accountId, atLeastVersion, caller);
        Account account = accounts.account(accountId);
        String tag = "\"" + account.version() + "\"";
        if (account.holdsRanOut() || account.holder().withheld() != null) {
            // What is available, or the holder, has changed without an event, so the same version may be news to the
            // caller.
            response(request).setHeader(HttpHeaders.ETAG, tag);
            return account;
        }
        return request.checkNotModified(tag) ? null : account;
    }

    private static HttpServletResponse response(ServletWebRequest request) {
        HttpServletResponse response = request.getResponse();
        if (response == null) {
            throw new IllegalStateException("A request without a response.");
        }
        return response;
    }

    /** Its holds that count, oldest first. */
    @GetMapping("/v1/accounts/{accountId}/holds")
    Page<OpenHold> openHolds(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller) {
        Cursor cursors = Cursor.of("holds", accountId);
        HoldKey after = cursor == null || cursor.isEmpty()
                ? HoldKey.FIRST
                : cursors.read(cursor, fields -> new HoldKey(fields.instant(0).atOffset(ZoneOffset.UTC), fields.id(1)));
        door.enter(accountId, atLeastVersion, caller);
        List<OpenHold> holds = accounts.openHolds(accountId, after, limit);
        return limit.page(holds, hold -> cursors.write(hold.placedAt(), hold.holdId()));
    }

    /** One of its holds that count: what the command that placed it answered as its Location. */
    @GetMapping("/v1/accounts/{accountId}/holds/{holdId}")
    OpenHold openHold(
            @PathVariable UUID accountId,
            @PathVariable UUID holdId,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller) {
        door.enter(accountId, atLeastVersion, caller);
        return accounts.openHold(accountId, holdId);
    }

    /**
     * Accounts, in the order of their ids; a customer's own, if a customer asks.
     *
     * @param holder the beginning of the holder's name, in any case of letters
     */
    @GetMapping("/v1/accounts")
    Page<AccountSummary> accounts(
            @RequestParam(required = false) @Nullable SearchText holder,
            @RequestParam(required = false) @Nullable SearchText customerId,
            @RequestParam(required = false) @Nullable SearchText productCode,
            @RequestParam(required = false) @Nullable AccountStatus status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit,
            Identity caller) {
        Cursor cursors = Cursor.of("accounts", holder, customerId, productCode, status);
        UUID after = cursor == null || cursor.isEmpty() ? null : cursors.read(cursor, fields -> fields.id(0));
        if (customerId != null && !caller.reaches(Optional.of(customerId.value()))) {
            return new Page<>(List.of(), null);
        }
        SearchText customer = caller.customerId().map(SearchText::new).orElse(customerId);
        List<AccountSummary> found = search.find(holder, customer, productCode, status, after, limit);
        Page<AccountSummary> page = limit.page(found, account -> cursors.write(account.accountId()));
        ShownAccounts.addAll(
                page.items().stream().map(AccountSummary::accountId).toList());
        return page;
    }
}
