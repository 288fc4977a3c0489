package io.daybook.command.decision.approval;

import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.ActsOfDayEvent;
import io.daybook.events.ActsOfDayEvent.ActCounted;
import io.daybook.events.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Addition of a person's act to the sums of the day: of each account that it moves money on, and of the person. Sums are kept where
 * there is a threshold for them, each in a stream of its own, so that nobody else's acts wait for them.
 *
 * @param policy the thresholds
 * @param person whose act it is; null for a channel, whose acts are those of many
 */
record DaySums(FourEyesPolicy policy, @Nullable String person) {

    /** The streams that have the sums for a command on these streams. */
    List<UUID> streams(List<UUID> ofCommand) {
        var streams = new ArrayList<UUID>();
        if (!policy.perAccountDay().isEmpty()) {
            ofCommand.forEach(stream -> streams.add(ActsOfDayEvent.streamOfAccount(stream)));
        }
        if (person != null && !policy.perPersonDay().isEmpty()) {
            streams.add(ActsOfDayEvent.streamOfPerson(person));
        }
        return streams;
    }

    /** The first sum that the act would bring above its threshold. */
    Optional<Money> firstAbove(List<Counted> counted, StreamStates states, DecisionTime time) {
        return counted.stream()
                .filter(act -> sum(act, states, time).compareTo(act.threshold()) > 0)
                .map(Counted::amount)
                .findFirst();
    }

    private static BigDecimal sum(Counted act, StreamStates states, DecisionTime time) {
        Currency currency = act.amount().currency();
        return states.find(act.streamId(), ActsOfDay.class)
                .map(acts -> acts.sumOn(time.today(), currency))
                .orElse(BigDecimal.ZERO)
                .add(act.amount().value());
    }

    /** Amounts that the act counts as, by stream. */
    List<Counted> counted(List<NewEvent> events) {
        Map<UUID, Money> amounts = FourEyesPolicy.amountsByAccount(events);
        var counted = new ArrayList<Counted>();
        amounts.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(account -> count(
                        ActsOfDayEvent.streamOfAccount(account.getKey()), account.getValue(), policy.perAccountDay())
                .ifPresent(counted::add));
        if (person != null) {
            UUID stream = ActsOfDayEvent.streamOfPerson(person);
            amounts.values().stream()
                    .max(Comparator.comparing(Money::value))
                    .flatMap(amount -> count(stream, amount, policy.perPersonDay()))
                    .ifPresent(counted::add);
        }
        return counted;
    }

    private static Optional<Counted> count(UUID streamId, Money amount, Map<Currency, BigDecimal> thresholds) {
        return Optional.ofNullable(thresholds.get(amount.currency()))
                .map(threshold -> new Counted(streamId, amount, threshold));
    }

    /** An amount that is added to the sum of a stream, and what the sum may come to. */
    record Counted(UUID streamId, Money amount, BigDecimal threshold) {

        NewEvent event(DecisionTime time) {
            return new NewEvent(streamId, new ActCounted(time.today(), amount), time.today());
        }
    }
}
