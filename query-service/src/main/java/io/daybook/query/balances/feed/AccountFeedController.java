package io.daybook.query.balances.feed;

import io.daybook.access.DeniedCallers;
import io.daybook.access.Identity;
import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.balances.account.AccountAccessGuard;
import io.daybook.query.balances.account.AccountQueries;
import io.daybook.query.balances.account.AccountResponse;
import io.daybook.query.consistency.VersionWaits;
import io.daybook.query.http.AtLeastVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * An account as it changes, over server-sent events. Each event is the account whole, under its version as id: a client that
 * comes back after a break needs nothing of what went by.
 */
@RestController
class AccountFeedController {

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final AccountQueries accounts;
    private final AccountAccessGuard guard;
    private final VersionWaits waits;
    private final AccountFeedLimiter limiter;
    private final AccountFeedProperties properties;
    private final DeniedCallers denied;
    private final JsonMapper json;

    AccountFeedController(
            AccountQueries accounts,
            AccountAccessGuard guard,
            @Qualifier(BalancesGroup.NAME) VersionWaits waits,
            AccountFeedLimiter limiter,
            AccountFeedProperties properties,
            DeniedCallers denied,
            JsonMapper json) {
        this.accounts = accounts;
        this.guard = guard;
        this.waits = waits;
        this.limiter = limiter;
        this.properties = properties;
        this.denied = denied;
        this.json = json;
    }

    /** The account now, and again with each new version; the request's own thread, a virtual one, waits in between. */
    @GetMapping(path = "/v1/accounts/{accountId}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @PathVariable UUID accountId,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
        AccountResponse now = accounts.account(accountId);
        AccountFeedLimiter.Permit permit = limiter.acquire(caller.actor());
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            if (!request.getMethod().equals("HEAD")) {
                follow(now, () -> !denied.denies(request), response.getOutputStream());
            }
        } finally {
            permit.release();
        }
    }

    /** A caller who is denied meanwhile is sent nothing more. */
    private void follow(AccountResponse first, BooleanSupplier isLetIn, OutputStream out) throws IOException {
        long end = System.nanoTime() + properties.lifetime().toNanos();
        send(first, out);
        long version = first.version();
        Duration left = properties.lifetime();
        while (left.isPositive() && !Thread.currentThread().isInterrupted()) {
            boolean isChanged = waits.arrives(first.accountId(), version + 1, shorter(left, properties.silenceMax()));
            if (!isLetIn.getAsBoolean()) {
                return;
            }
            if (isChanged) {
                AccountResponse now = accounts.account(first.accountId());
                send(now, out);
                version = now.version();
            } else {
                out.write(COMMENT);
                out.flush();
            }
            left = Duration.ofNanos(end - System.nanoTime());
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void send(AccountResponse account, OutputStream out) throws IOException {
        String event =
                "id: %d\nevent: account\ndata: %s\n\n".formatted(account.version(), json.writeValueAsString(account));
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
