package io.daybook.command.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountsOfCustomersTest {

    private static final UUID KNOWN = new UUID(5, 1);
    private static final UUID NEW = new UUID(5, 2);
    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");

    private final AccountsOfCustomers accounts = new AccountsOfCustomers(List.of("ada", "grace"));

    private static NewEvent event(UUID account, DomainEvent event) {
        return new NewEvent(account, event, TODAY);
    }

    private static AccountOpened opened(String customerId) {
        return new AccountOpened(
                new Holder(customerId, "sealed", null, null), null, Money.zero(Currency.getInstance("EUR")));
    }

    @Test
    void a_command_sees_what_those_before_it_in_the_batch_have_opened_and_closed() {
        accounts.add("ada", new CustomerAccount(KNOWN, null));

        accounts.add(event(NEW, opened("ada")));
        accounts.add(event(new UUID(5, 3), opened("somebody else")));
        accounts.add(event(KNOWN, new AccountClosed()));

        assertThat(accounts.of("ada"))
                .containsExactly(new CustomerAccount(KNOWN, TODAY), new CustomerAccount(NEW, null));
        assertThat(accounts.of("grace")).isEmpty();
    }

    @Test
    void a_customer_who_was_not_named_has_no_answer_that_could_be_taken_for_no_accounts() {
        assertThatThrownBy(() -> accounts.of("somebody else")).isInstanceOf(IllegalStateException.class);
    }
}
