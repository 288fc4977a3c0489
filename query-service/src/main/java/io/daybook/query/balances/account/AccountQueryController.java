package io.daybook.query.balances.account;

import io.daybook.access.Identity;
import io.daybook.query.balances.account.AccountQueries.HoldPosition;
import io.daybook.query.http.AtLeastVersion;
import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.http.SearchText;
import io.daybook.query.reads.ShownAccounts;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
class AccountQueryController {

    private final AccountQueries accounts;
    private final AccountSearch search;
    private final AccountAccessGuard guard;

    AccountQueryController(AccountQueries accounts, AccountSearch search, AccountAccessGuard guard) {
        this.accounts = accounts;
        this.search = search;
        this.guard = guard;
    }

    /** One account; its version is the entity tag, as the command-service's If-Match takes it. */
    @GetMapping("/v1/accounts/{accountId}")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = "It still has the version of If-None-Match.")
    @Nullable
    AccountResponse account(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller,
            ServletWebRequest request) {
        guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
        AccountResponse account = accounts.account(accountId);
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
        HoldPosition after = cursor == null || cursor.isEmpty()
                ? HoldPosition.FIRST
                : cursors.read(
                        cursor, fields -> new HoldPosition(fields.instant(0).atOffset(ZoneOffset.UTC), fields.id(1)));
        guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
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
        guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
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
