package io.daybook.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.Moment;
import io.daybook.command.decision.NewEvent;
import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Given events, when a command, then events or a refusal. */
final class AccountSpecification {

    static final UUID ADA = new UUID(0, 1);
    static final UUID BOB = new UUID(0, 2);
    static final LocalDate TODAY = LocalDate.parse("2026-03-15");
    static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    private final Map<UUID, Account> accounts = new HashMap<>();

    private AccountSpecification() {}

    /** Accounts of Ada and Bob were opened in euros, without overdraft. */
    static AccountSpecification givenOpenAccounts() {
        return new AccountSpecification().opened(ADA, "0.00", "EUR").opened(BOB, "0.00", "EUR");
    }

    AccountSpecification opened(UUID accountId, String overdraftLimit, String currency) {
        var opened = new AccountOpened(new Holder("Somebody"), null, Money.of(overdraftLimit, currency));
        accounts.put(accountId, Account.opened(opened, TODAY));
        return this;
    }

    /** Events on Ada's account, of today. */
    AccountSpecification and(AccountEvent... events) {
        for (AccountEvent event : events) {
            and(event, TODAY);
        }
        return this;
    }

    /** An event on Ada's account, of that value date. */
    AccountSpecification and(AccountEvent event, LocalDate effectiveDate) {
        accounts.computeIfPresent(ADA, (id, account) -> account.evolve(event, effectiveDate));
        return this;
    }

    /** Events on Bob's account. */
    AccountSpecification andOfBob(AccountEvent... events) {
        for (AccountEvent event : events) {
            accounts.computeIfPresent(BOB, (id, account) -> account.evolve(event, TODAY));
        }
        return this;
    }

    Outcome when(AccountCommand command) {
        return when(command, NOW);
    }

    Outcome when(AccountCommand command, Instant now) {
        var moment = new Moment(now, TODAY);
        return new Outcome(AccountDecider.decide(command, id -> Optional.ofNullable(accounts.get(id)), moment));
    }

    record Outcome(Decision decision) {

        void then(AccountEvent... events) {
            then(TODAY, events);
        }

        void then(LocalDate effectiveDate, AccountEvent... events) {
            assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> {
                assertThat(accepted.events()).extracting(NewEvent::event).containsExactly(events);
                assertThat(accepted.events())
                        .extracting(NewEvent::effectiveDate)
                        .containsOnly(effectiveDate);
            });
        }

        void thenRefused(AccountRefusal refusal) {
            assertThat(decision).isEqualTo(new Refused(refusal));
        }
    }

    static Money euros(String value) {
        return Money.of(value, "EUR");
    }

    static Amount amount(String value) {
        return amount(value, null);
    }

    static Amount amount(String value, @Nullable String currency) {
        return new Amount(new BigDecimal(value), currency == null ? null : Currency.getInstance(currency));
    }
}
