package io.daybook.command.decision.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.CustomerAccount;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.StreamState;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A preview tells what a command would come to, and nothing else is taken for one. */
class PreviewTest {

    private static final UUID ACCOUNT = new UUID(1, 1);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");
    private static final DecisionTime TIME = new DecisionTime(Instant.parse("2026-11-30T10:00:00Z"), TODAY);

    /** A command that is decided in one way, whatever the states. */
    private record Decided(Decision decision) implements Command {

        @Override
        public List<UUID> streams() {
            return List.of(ACCOUNT);
        }

        @Override
        public Decision decide(StreamStates states, DecisionTime time) {
            return decision;
        }
    }

    private static final class NoStates implements StreamStates {

        @Override
        public Optional<StreamState> find(UUID streamId) {
            return Optional.empty();
        }

        @Override
        public List<DomainEvent> causedBy(UUID eventId) {
            return List.of();
        }

        @Override
        public List<CustomerAccount> accountsOf(String customerId) {
            return List.of();
        }
    }

    private static Refusal previewed(Decision decision) {
        Decision preview = new Preview(new Decided(decision)).decide(new NoStates(), TIME);
        return ((Refused) preview).refusal();
    }

    @Test
    void what_would_be_done_is_told_with_its_amount() {
        var deposited = new NewEvent(ACCOUNT, new MoneyDeposited(Money.of("12.50", "EUR"), null), TODAY);

        assertThat(Preview.amountIn(previewed(new Accepted(List.of(deposited)))))
                .contains(Money.of("12.50", "EUR"));
    }

    @Test
    void what_moves_nothing_has_no_amount() {
        assertThat(Preview.amountIn(previewed(new Accepted(List.of())))).isEmpty();
    }

    @Test
    void a_refusal_that_only_reads_like_a_preview_has_no_amount() {
        Refusal refusal = Refusal.notAllowedNow("preview", "12.50 EUR");

        assertThat(previewed(new Refused(refusal))).isEqualTo(refusal);
        assertThat(Preview.amountIn(refusal)).isEmpty();
    }
}
