package io.daybook.query.balances.approval;

import io.daybook.access.Identity;
import io.daybook.query.balances.account.AccountAccessGuard;
import io.daybook.query.http.AtLeastVersion;
import io.daybook.query.http.Cursor;
import io.daybook.query.http.Limit;
import io.daybook.query.http.Page;
import io.daybook.query.reads.ShownAccounts;
import io.daybook.serviceweb.Problem;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Actions that need a second person's approval: those that wait for it, and those that were decided. */
@RestController
class ApprovalQueryController {

    private final ApprovalQueries approvals;
    private final AccountAccessGuard guard;

    ApprovalQueryController(ApprovalQueries approvals, AccountAccessGuard guard) {
        this.approvals = approvals;
        this.guard = guard;
    }

    /**
     * Actions that were asked for, newest first; those on a customer's own accounts, if a customer asks.
     *
     * @param accountId on this account only
     * @param atLeastVersion of that account
     */
    @GetMapping("/v1/approvals")
    Page<Approval> approvals(
            @RequestParam(required = false) @Nullable ApprovalStatus status,
            @RequestParam(required = false) @Nullable UUID accountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Limit.DEFAULT) Limit limit,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller) {
        Cursor cursors = Cursor.of("approvals", status, accountId);
        long before =
                cursor == null || cursor.isEmpty() ? Long.MAX_VALUE : cursors.read(cursor, fields -> fields.number(0));
        awaitAndAuthorize(accountId, atLeastVersion, caller);
        Page<Approval> page = limit.page(
                approvals.newest(status, accountId, before, limit, caller), last -> cursors.write(last.position()));
        ShownAccounts.addAll(page.items().stream()
                .map(Approval::accountId)
                .filter(Objects::nonNull)
                .toList());
        return page;
    }

    /**
     * One of them: what the command answered as its Location.
     *
     * @param accountId the account that it concerns, to wait for
     * @param atLeastVersion of that account
     */
    @GetMapping("/v1/approvals/{approvalId}")
    Approval approval(
            @PathVariable UUID approvalId,
            @RequestParam(required = false) @Nullable UUID accountId,
            @RequestParam(required = false) @Nullable AtLeastVersion atLeastVersion,
            Identity caller) {
        awaitAndAuthorize(accountId, atLeastVersion, caller);
        Approval approval = approvals.approval(approvalId);
        authorize(approval, caller);
        return approval;
    }

    /** An action that concerns no account is the bank's own. */
    private void authorize(Approval approval, Identity caller) {
        if (approval.accountId() != null) {
            guard.authorize(approval.accountId(), caller);
        } else if (caller.customerId().isPresent()) {
            throw ApprovalQueries.unknown();
        }
    }

    private void awaitAndAuthorize(@Nullable UUID accountId, @Nullable AtLeastVersion atLeastVersion, Identity caller) {
        if (accountId != null) {
            guard.awaitAndAuthorize(accountId, atLeastVersion, caller);
        } else if (atLeastVersion != null) {
            throw Problem.badParameter("accountId", "given with atLeastVersion, which counts one account's events");
        }
    }
}
