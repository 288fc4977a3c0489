package io.daybook.command.decision.approval;

import io.daybook.events.ApprovalEvent;
import io.daybook.events.ApprovalEvent.ActionApproved;
import io.daybook.events.ApprovalEvent.ActionExpired;
import io.daybook.events.ApprovalEvent.ActionRejected;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The actions of a stream that a second person has to approve.
 *
 * @param waiting what was requested and has not ended, by the request's event id
 * @param ended the last few that ended, newest first, so that a second approval is refused as such
 */
public record WaitingActions(Map<UUID, Waiting> waiting, List<UUID> ended) {

    /** Actions of a stream that may wait at a time. */
    public static final int WAITING_MAX = 100;

    /** Nothing waits. */
    public static final WaitingActions NONE = new WaitingActions(Map.of(), List.of());

    private static final int ENDED_REMEMBERED_MAX = 32;

    /**
     * An action that waits.
     *
     * @param requestedBy who asked
     * @param amount how much was asked for, null if it has no amount
     * @param expiresAt from when on it can no longer be approved, null if that has no end
     */
    public record Waiting(
            String requestedBy,
            @Nullable Money amount,
            @Nullable Instant expiresAt) {

        /** Tells whether its time is over. */
        boolean isOver(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }

    /** The action, if it waits. */
    Optional<Waiting> find(UUID requestEventId) {
        return Optional.ofNullable(waiting.get(requestEventId));
    }

    /** Tells whether the action is known to have ended. */
    boolean isKnownToHaveEnded(UUID requestEventId) {
        return ended.contains(requestEventId);
    }

    /** Tells whether another action would be one too many. */
    boolean isFull() {
        return waiting.size() >= WAITING_MAX;
    }

    /** Tells whether nothing waits. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The actions after one more event of the stream. */
    public WaitingActions after(UUID eventId, ApprovalEvent event) {
        return switch (event) {
            case ActionRequested requested ->
                with(eventId, new Waiting(requested.requestedBy(), requested.amount(), requested.expiresAt()));
            case ActionApproved approved -> without(approved.requestEventId());
            case ActionRejected rejected -> without(rejected.requestEventId());
            case ActionExpired expired -> without(expired.requestEventId());
        };
    }

    private WaitingActions with(UUID requestEventId, Waiting action) {
        var more = new LinkedHashMap<>(waiting);
        more.put(requestEventId, action);
        return new WaitingActions(Map.copyOf(more), ended);
    }

    private WaitingActions without(UUID requestEventId) {
        var fewer = new LinkedHashMap<>(waiting);
        fewer.remove(requestEventId);
        List<UUID> remembered = Stream.concat(Stream.of(requestEventId), ended.stream())
                .limit(ENDED_REMEMBERED_MAX)
                .toList();
        return new WaitingActions(Map.copyOf(fewer), remembered);
    }
}
