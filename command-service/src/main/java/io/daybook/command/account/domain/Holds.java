package io.daybook.command.account.domain;

import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The holds of an account.
 *
 * @param open holds that were placed and neither captured nor released, by hold id; may hold some whose time is over
 * @param ended the last few holds that ended, newest first, so that a late command is refused as such
 */
public record Holds(Map<UUID, Hold> open, List<UUID> ended) {

    /** Open holds that an account may have at a time: far more than card business needs, few enough to add up at once. */
    public static final int OPEN_MAX = 1_000;

    private static final int ENDED_REMEMBERED_MAX = 32;

    /** No holds. */
    static final Holds NONE = new Holds(Map.of(), List.of());

    /**
     * One hold.
     *
     * @param amount amount of money
     * @param expiresAt time from which it no longer counts; null if it does not end by itself
     */
    public record Hold(Money amount, @Nullable Instant expiresAt) {

        boolean isOver(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }
    }

    /** The hold, if it is open and its time is not over. */
    Optional<Hold> find(UUID holdId, Instant now) {
        return Optional.ofNullable(open.get(holdId)).filter(hold -> !hold.isOver(now));
    }

    /** Tells whether the hold is known to have ended, by itself or not. */
    boolean isKnownToHaveEnded(UUID holdId) {
        return open.containsKey(holdId) || ended.contains(holdId);
    }

    /** The holds whose time was over at that instant and that the log has not released yet, in a fixed order. */
    SortedMap<UUID, Hold> over(Instant now) {
        var over = new TreeMap<>(open);
        over.values().removeIf(hold -> !hold.isOver(now));
        return over;
    }

    /** Tells whether another hold would be one too many. */
    boolean isFull() {
        return open.size() >= OPEN_MAX;
    }

    /** Tells whether money is held at that instant. */
    boolean isAnyOpen(Instant now) {
        return open.values().stream().anyMatch(hold -> !hold.isOver(now));
    }

    /** Sum of the money held at that instant. */
    Money total(Currency currency, Instant now) {
        Money total = Money.zero(currency);
        for (Hold hold : open.values()) {
            if (!hold.isOver(now)) {
                total = total.plus(hold.amount());
            }
        }
        return total;
    }

    Holds placed(FundsHeld event) {
        var more = new LinkedHashMap<>(open);
        more.put(event.holdId(), new Hold(event.amount(), event.expiresAt()));
        return new Holds(Map.copyOf(more), ended);
    }

    Holds ended(UUID holdId) {
        var fewer = new LinkedHashMap<>(open);
        fewer.remove(holdId);
        List<UUID> remembered = Stream.concat(Stream.of(holdId), ended.stream())
                .limit(ENDED_REMEMBERED_MAX)
                .toList();
        return new Holds(Map.copyOf(fewer), remembered);
    }
}
