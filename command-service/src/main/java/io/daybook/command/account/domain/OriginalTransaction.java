package io.daybook.command.account.domain;

import io.daybook.events.AccountEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A recorded transaction that is to be taken back or put right.
 *
 * @param sides the event that was named, and for a transfer the event on the other account after it
 */
public record OriginalTransaction(List<Side> sides) {

    /** Keeps the sides as they are now. */
    public OriginalTransaction {
        sides = List.copyOf(sides);
    }

    /**
     * A transaction's event on one account.
     *
     * @param eventId the event
     * @param accountId the account
     * @param event the event's content
     * @param effectiveDate its value date
     */
    public record Side(UUID eventId, UUID accountId, AccountEvent event, LocalDate effectiveDate) {}

    /** The side that was named. */
    Side named() {
        return sides.getFirst();
    }
}
