package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.insufficientFunds;
import static io.daybook.command.account.domain.AccountRefusals.limitNegative;
import static io.daybook.command.account.domain.AccountRefusals.valueDateAhead;
import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.BOB;
import static io.daybook.command.account.domain.AccountSpecification.NOW;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static io.daybook.command.account.domain.AccountSpecification.amount;
import static io.daybook.command.account.domain.AccountSpecification.euros;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.CustomerAccount;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.StreamState;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.DomainEvent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenAccountIfAbsentTest {

    private static final LocalDate JANUARY = LocalDate.parse("2026-01-31");

    private static OpenAccount opening(UUID id, String limit, LocalDate date) {
        return new OpenAccount(
                id, new Holder("Account 7"), null, Currency.getInstance("EUR"), new BigDecimal(limit), date);
    }

    private static Decision decide(Command command, Map<UUID, StreamState> states) {
        return command.decide(new Known(states), new DecisionTime(NOW, TODAY));
    }

    private record Known(Map<UUID, StreamState> states) implements StreamStates {

        @Override
        public Optional<StreamState> find(UUID streamId) {
            return Optional.ofNullable(states.get(streamId));
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

    private static Account anAccount() {
        return Account.opened(new AccountOpened(new Holder("Bob"), null, euros("100.00")), TODAY);
    }

    @Test
    void an_unknown_account_is_opened_in_the_decision_of_its_first_command() {
        var deposit = new Deposit(ADA, amount("5.00"), JANUARY, null);

        Decision decision = decide(new OpenAccountIfAbsent(opening(ADA, "0.00", JANUARY), deposit), Map.of());

        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.events())
                    .extracting(event -> event.event().getClass().getSimpleName())
                    .containsExactly("AccountOpened", "MoneyDeposited");
            assertThat(accepted.events()).extracting(NewEvent::effectiveDate).containsOnly(JANUARY);
        });
    }

    @Test
    void an_account_that_is_there_stays_as_it_is() {
        var deposit = new Deposit(BOB, amount("5.00"), null, null);

        Decision decision =
                decide(new OpenAccountIfAbsent(opening(BOB, "9.00", TODAY), deposit), Map.of(BOB, anAccount()));

        assertThat(decision).isEqualTo(decide(deposit, Map.of(BOB, anAccount())));
    }

    @Test
    void nothing_is_opened_for_a_command_that_is_refused() {
        var withdraw = new Withdraw(ADA, amount("5.01"), null, null);

        assertThat(decide(new OpenAccountIfAbsent(opening(ADA, "5.00", TODAY), withdraw), Map.of()))
                .isEqualTo(new Refused(insufficientFunds(euros("5.01"), euros("5.00"))));
    }

    @Test
    void a_command_is_refused_if_its_account_cannot_be_opened() {
        var deposit = new Deposit(ADA, amount("5.00"), null, null);
        LocalDate tomorrow = TODAY.plusDays(1);

        assertThat(decide(new OpenAccountIfAbsent(opening(ADA, "-1", TODAY), deposit), Map.of()))
                .isEqualTo(new Refused(limitNegative(euros("-1"))));
        assertThat(decide(new OpenAccountIfAbsent(opening(ADA, "0", tomorrow), deposit), Map.of()))
                .isEqualTo(new Refused(valueDateAhead(tomorrow, TODAY)));
    }

    @Test
    void the_opening_of_the_account_that_receives_stands_after_what_left_the_one_that_pays() {
        var transfer = new Transfer(UUID.randomUUID(), BOB, ADA, amount("5.00"), null, null);

        Decision decision =
                decide(new OpenAccountIfAbsent(opening(ADA, "0", TODAY), transfer), Map.of(BOB, anAccount()));

        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.events())
                .extracting(event -> event.event().getClass().getSimpleName())
                .containsExactly("TransferSent", "AccountOpened", "TransferReceived"));
    }
}
