package io.daybook.command.customer.domain;

import static io.daybook.command.customer.domain.CustomerRefusals.nothingHeld;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.customer.domain.CustomerCommand.ErasePersonalData;
import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.events.CustomerEvent;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustomerDeciderTest {

    private static final String ADA = "ada";
    private static final UUID STREAM = CustomerEvent.streamId(ADA);
    private static final UUID KEY = new UUID(7, 1);
    private static final UUID OTHER_KEY = new UUID(7, 2);
    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");
    private static final DecisionTime NOW = new DecisionTime(Instant.parse("2026-03-15T12:00:00Z"), TODAY);

    private static Decision erase(Customer customer, UUID... keys) {
        return CustomerDecider.decide(new ErasePersonalData(ADA, List.of(keys)), customer, NOW);
    }

    private static Decision erased(UUID... keys) {
        return new Accepted(List.of(new NewEvent(STREAM, new PersonalDataErased(ADA, List.of(keys)), TODAY)));
    }

    private static Customer after(Customer customer, UUID... keys) {
        return customer.evolve(new AppliedEvent(new UUID(9, 1), new PersonalDataErased(ADA, List.of(keys)), TODAY));
    }

    @Test
    void erasing_a_customer_names_the_keys_that_are_destroyed() {
        assertThat(erase(Customer.UNTOUCHED, KEY, OTHER_KEY)).isEqualTo(erased(KEY, OTHER_KEY));
    }

    @Test
    void a_key_whose_end_is_recorded_is_not_named_again() {
        Customer customer = after(Customer.UNTOUCHED, KEY);

        assertThat(erase(customer, KEY, OTHER_KEY)).isEqualTo(erased(OTHER_KEY));
    }

    @Test
    void where_nothing_is_held_there_is_nothing_to_erase() {
        Customer customer = after(after(Customer.UNTOUCHED, KEY), OTHER_KEY);

        assertThat(customer.erasedKeys()).isEqualTo(Set.of(KEY, OTHER_KEY));
        assertThat(erase(customer, KEY, OTHER_KEY)).isEqualTo(new Refused(nothingHeld(ADA)));
        assertThat(erase(Customer.UNTOUCHED)).isEqualTo(new Refused(nothingHeld(ADA)));
    }
}
