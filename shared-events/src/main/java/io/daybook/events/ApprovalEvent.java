package io.daybook.events;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that can happen to an action that takes a second person. It stands in the stream of the account that the action
 * concerns; actions on what is no account have a stream of their own.
 */
public sealed interface ApprovalEvent extends DomainEvent {

    /** Kind of thing that the action concerns, and so whose stream the event stands in. */
    Subject subject();

    @Override
    default boolean isOfAccount() {
        return subject() == Subject.ACCOUNT;
    }

    /** Kind of thing that an action concerns. */
    enum Subject {
        /** An account. */
        ACCOUNT,
        /** A product. */
        PRODUCT,
        /** A file of commands. */
        IMPORT,
        /** Interest on many accounts. */
        INTEREST_RUN,
        /** A customer. */
        CUSTOMER
    }

    /**
     * A command, written down so that it can be given later.
     *
     * @param kind what it does, {@code withdrawal}
     * @param version the version of the fields of that kind
     * @param fields the command's fields; what is personal among them is sealed
     */
    record RequestedAction(String kind, int version, Map<String, String> fields) {

        /** Keeps the fields as they are now, in their order. */
        public RequestedAction {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /**
     * Somebody asked for what takes a second person. Nothing was done yet, and no money is set aside.
     *
     * @param subject what it concerns
     * @param requestedBy who asked, and so cannot approve
     * @param action what is to be done
     * @param amount how much it moves, or the limit that it sets, more than zero; null if it has no amount
     * @param expiresAt from when on it can no longer be approved; null on requests from before they had an end
     */
    record ActionRequested(
            Subject subject,
            String requestedBy,
            RequestedAction action,
            @Nullable Money amount,
            @Nullable Instant expiresAt)
            implements ApprovalEvent {

        @Override
        public Optional<Instant> dueAt() {
            return Optional.ofNullable(expiresAt);
        }
    }

    /**
     * A second person approved an action. Always recorded in one commit with what the action led to.
     *
     * @param subject what it concerns
     * @param requestEventId the {@link ActionRequested}
     */
    record ActionApproved(Subject subject, UUID requestEventId) implements ApprovalEvent {}

    /**
     * A requested action will not be carried out.
     *
     * @param subject what it concerns
     * @param requestEventId the {@link ActionRequested}
     */
    record ActionRejected(Subject subject, UUID requestEventId) implements ApprovalEvent {}

    /**
     * Nobody decided about a requested action in time.
     *
     * @param subject what it concerns
     * @param requestEventId the {@link ActionRequested}
     */
    record ActionExpired(Subject subject, UUID requestEventId) implements ApprovalEvent {}
}
