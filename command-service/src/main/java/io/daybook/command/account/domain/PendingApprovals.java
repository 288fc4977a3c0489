package io.daybook.command.account.domain;

import io.daybook.events.AccountEvent.PaymentRequested;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The payments from an account that a second person has to approve.
 *
 * @param pending payments that were requested and neither approved nor rejected, by the request's event id
 * @param ended the last few that ended, newest first, so that a second approval is refused as such
 */
public record PendingApprovals(Map<UUID, PaymentRequested> pending, List<UUID> ended) {

    /** Payments of an account that may wait at a time. */
    public static final int PENDING_MAX = 100;

    private static final int ENDED_REMEMBERED_MAX = 32;

    /** Nothing waits. */
    static final PendingApprovals NONE = new PendingApprovals(Map.of(), List.of());

    /** The payment, if it waits. */
    Optional<PaymentRequested> find(UUID requestEventId) {
        return Optional.ofNullable(pending.get(requestEventId));
    }

    /** Tells whether the payment is known to have been approved or rejected. */
    boolean isKnownToHaveEnded(UUID requestEventId) {
        return ended.contains(requestEventId);
    }

    /** Tells whether another payment would be one too many. */
    boolean isFull() {
        return pending.size() >= PENDING_MAX;
    }

    PendingApprovals requested(UUID requestEventId, PaymentRequested event) {
        var more = new LinkedHashMap<>(pending);
        more.put(requestEventId, event);
        return new PendingApprovals(Map.copyOf(more), ended);
    }

    PendingApprovals ended(UUID requestEventId) {
        var fewer = new LinkedHashMap<>(pending);
        fewer.remove(requestEventId);
        List<UUID> remembered = Stream.concat(Stream.of(requestEventId), ended.stream())
                .limit(ENDED_REMEMBERED_MAX)
                .toList();
        return new PendingApprovals(Map.copyOf(fewer), remembered);
    }
}
