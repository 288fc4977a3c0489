package io.daybook.command.log;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.StreamState;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The smallest of domains: each stream has a sum, which never falls below zero. */
final class Sums implements StreamType {

    private static final String SHAPE = "sum";
    private static final Currency EUR = Currency.getInstance("EUR");

    static final Refusal BELOW_ZERO = Refusal.againstTheRules("below-zero", "It would fall below zero.");

    /** Adds so many cents to the sum of a stream. */
    record Add(UUID stream, int cents) implements Command {

        @Override
        public List<UUID> streams() {
            return List.of(stream);
        }

        @Override
        public Decision decide(StreamStates states, DecisionTime time) {
            int sum = states.find(stream, Sum.class).map(Sum::cents).orElse(0);
            if (sum + cents < 0) {
                return new Refused(BELOW_ZERO);
            }
            var amount = new Money(BigDecimal.valueOf(Math.abs(cents), 2), EUR);
            AccountEvent event = cents > 0 ? new MoneyDeposited(amount, null) : new MoneyWithdrawn(amount, null);
            return new Accepted(List.of(new NewEvent(stream, event, time.today())));
        }
    }

    /** A stream's sum. */
    record Sum(int cents) implements StreamState {

        @Override
        public StreamState evolve(AppliedEvent applied) {
            return new Sum(cents + cents(applied));
        }

        static int cents(AppliedEvent applied) {
            return ((AccountEvent) applied.event())
                    .balanceChange()
                    .orElseThrow()
                    .value()
                    .movePointRight(2)
                    .intValueExact();
        }
    }

    @Override
    public boolean isBegunBy(AppliedEvent first) {
        return true;
    }

    @Override
    public StreamState begin(AppliedEvent first) {
        return new Sum(Sum.cents(first));
    }

    @Override
    public Optional<Snapshot> snapshot(StreamState state) {
        return Optional.of(new Snapshot(SHAPE, Integer.toString(((Sum) state).cents())));
    }

    @Override
    public Optional<StreamState> restore(Snapshot snapshot) {
        return Optional.of(new Sum(Integer.parseInt(snapshot.state())));
    }
}
