package io.daybook.command.decision.approval;

import io.daybook.command.decision.NewEvent;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.MoneyMovement;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.CustomerEvent.ErasureScheduled;
import io.daybook.events.CustomerEvent.LegalHoldLifted;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.ProductEvent.ProductPublished;
import io.daybook.events.ProductEvent.ProductTermsChanged;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Limits of what one person may do alone: by the events that a decision comes to, whatever the command is called.
 *
 * @param perAct amounts in major units up to which one person may act alone, by currency; empty if anybody may do anything, and
 *     once there is one, currencies without a threshold take a second person for any amount
 * @param perAccountDay amounts up to which one person's acts on an account may sum up in a day; currencies that are not in here have no
 *     such threshold
 * @param perPersonDay amounts up to which a person's acts on all accounts may sum up in a day; the same
 * @param waitMax longest time for which a request waits
 */
public record FourEyesPolicy(
        Map<Currency, BigDecimal> perAct,
        Map<Currency, BigDecimal> perAccountDay,
        Map<Currency, BigDecimal> perPersonDay,
        Duration waitMax) {

    /** Keeps the thresholds as they are now. */
    public FourEyesPolicy {
        perAct = Map.copyOf(perAct);
        perAccountDay = Map.copyOf(perAccountDay);
        perPersonDay = Map.copyOf(perPersonDay);
    }

    /** Tells whether there are thresholds. */
    public boolean isActive() {
        return !perAct.isEmpty() || countsDays();
    }

    /** Tells whether sums of days are kept. */
    boolean countsDays() {
        return !perAccountDay.isEmpty() || !perPersonDay.isEmpty();
    }

    /**
     * An act that takes a second person.
     *
     * @param amount how much it moves, or the limit that it sets; null if it has no amount
     */
    record Act(@Nullable Money amount) {}

    /** The act that these events are, if it takes a second person. */
    Optional<Act> secondPersonFor(List<NewEvent> events) {
        if (events.stream().map(NewEvent::event).anyMatch(FourEyesPolicy::isAgainstACustomer)) {
            return Optional.of(new Act(null));
        }
        if (!isActive()) {
            return Optional.empty();
        }
        if (events.stream().map(NewEvent::event).anyMatch(FourEyesPolicy::setsTerms)) {
            return Optional.of(new Act(null));
        }
        return amountOf(events).filter(this::isAboveThreshold).map(Act::new);
    }

    private boolean isAboveThreshold(Money amount) {
        return !perAct.isEmpty()
                && amount.value().compareTo(perAct.getOrDefault(amount.currency(), BigDecimal.ZERO)) > 0;
    }

    /** A loss that nothing makes good again is never up to one person, whatever the thresholds are. */
    private static boolean isAgainstACustomer(DomainEvent event) {
        return event instanceof ErasureScheduled || event instanceof LegalHoldLifted;
    }

    /** Terms have no amount that could be compared: they count for every account of the product, whatever is on it. */
    private static boolean setsTerms(DomainEvent event) {
        return event instanceof ProductPublished || event instanceof ProductTermsChanged;
    }

    /**
     * The amount of the act that these events are: the most that comes to, or goes from, any one account, or the limit that is
     * set; nothing if they have no amount.
     */
    static Optional<Money> amountOf(List<NewEvent> events) {
        if (events.size() == 1) {
            NewEvent only = events.getFirst();
            return only.event() instanceof MoneyMovement movement
                    ? Optional.of(absolute(movement.change()))
                    : limitSetBy(only.event());
        }
        return Stream.concat(
                        sums(events).values().stream(),
                        events.stream().flatMap(event -> limitSetBy(event.event()).stream()))
                .reduce(FourEyesPolicy::larger);
    }

    /** Sum that these events move on each account: the greater of what comes and what goes. */
    static Map<UUID, Money> amountsByAccount(List<NewEvent> events) {
        var amounts = new HashMap<UUID, Money>();
        sums(events).forEach((direction, sum) -> amounts.merge(direction.streamId(), sum, FourEyesPolicy::larger));
        return amounts;
    }

    private static Map<Direction, Money> sums(List<NewEvent> events) {
        var sums = new HashMap<Direction, Money>();
        for (NewEvent event : events) {
            if (event.event() instanceof MoneyMovement movement) {
                Money change = movement.change();
                sums.merge(new Direction(event.streamId(), change.isNegative()), absolute(change), Money::plus);
            }
        }
        return sums;
    }

    /** Movement of money to an account or from it. */
    private record Direction(UUID streamId, boolean isDebit) {}

    private static Money larger(Money one, Money other) {
        return one.isLessThan(other) ? other : one;
    }

    /** A limit that is raised counts in full, however small the step; one that is lowered, by as much. */
    private static Optional<Money> limitSetBy(DomainEvent event) {
        return switch (event) {
            case AccountOpened opened -> Optional.of(opened.overdraftLimit());
            case OverdraftLimitChanged changed ->
                Optional.of(
                        changed.previousLimit().isLessThan(changed.limit())
                                ? changed.limit()
                                : changed.previousLimit().minus(changed.limit()));
            default -> Optional.empty();
        };
    }

    private static Money absolute(Money money) {
        return money.isNegative() ? money.negated() : money;
    }
}
