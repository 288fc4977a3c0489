package io.daybook.query.balances.approval;

import io.daybook.access.Identity;
import io.daybook.query.http.Limit;
import io.daybook.serviceweb.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.stereotype.Component;

/** Reads actions that need approval. A statement has only the conditions that are asked for, so each finds its index. */
@Component
class ApprovalQueries {

    private final ApprovalRepository approvals;

    ApprovalQueries(ApprovalRepository approvals) {
        this.approvals = approvals;
    }

    /**
     * One of them.
     *
     * @throws Problem if there is none of that id
     */
    Approval approval(UUID approvalId) {
        return approvals.findById(approvalId).map(ApprovalEntity::approval).orElseThrow(ApprovalQueries::unknown);
    }

    static Problem unknown() {
        return Problem.unknown(
                "unknown-approval",
                "There is no such approval here. If it was requested just now, ask again with accountId and "
                        + "atLeastVersion.");
    }

    /** Up to {@link Limit#rows()} of those that the caller may see, newest first, at positions before the given one. */
    List<Approval> newest(
            @Nullable ApprovalStatus status, @Nullable UUID accountId, long before, Limit limit, Identity caller) {
        var conditions = new ArrayList<PredicateSpecification<ApprovalEntity>>();
        conditions.add((approval, is) -> is.lessThan(approval.get("position"), before));
        if (status != null) {
            conditions.add((approval, is) -> is.equal(approval.get("status"), status));
        }
        if (accountId != null) {
            conditions.add((approval, is) -> is.equal(approval.get("accountId"), accountId));
        }
        caller.customerId()
                .ifPresent(customer -> conditions.add(
                        (approval, is) -> is.equal(approval.get("account").get("customerId"), customer)));
        return approvals
                .findBy(PredicateSpecification.allOf(conditions), query -> query.sortBy(
                                Sort.by("position").descending())
                        .limit(limit.rows())
                        .all())
                .stream()
                .map(ApprovalEntity::approval)
                .toList();
    }
}
