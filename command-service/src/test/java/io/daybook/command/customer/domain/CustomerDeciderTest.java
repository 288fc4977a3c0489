package io.daybook.command.customer.domain;

import static io.daybook.command.customer.domain.CustomerRefusals.accountsAreOpen;
import static io.daybook.command.customer.domain.CustomerRefusals.erasureIsScheduled;
import static io.daybook.command.customer.domain.CustomerRefusals.erasureNotDue;
import static io.daybook.command.customer.domain.CustomerRefusals.noErasureScheduled;
import static io.daybook.command.customer.domain.CustomerRefusals.notOnLegalHold;
import static io.daybook.command.customer.domain.CustomerRefusals.nothingHeld;
import static io.daybook.command.customer.domain.CustomerRefusals.onLegalHold;
import static io.daybook.command.customer.domain.CustomerRefusals.onLegalHoldAlready;
import static io.daybook.command.customer.domain.CustomerRefusals.retentionNotOver;
import static io.daybook.command.customer.domain.CustomerRefusals.unknownCustomer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.customer.domain.CustomerCommand.CancelErasure;
import io.daybook.command.customer.domain.CustomerCommand.CarryOutErasure;
import io.daybook.command.customer.domain.CustomerCommand.LiftLegalHold;
import io.daybook.command.customer.domain.CustomerCommand.PlaceLegalHold;
import io.daybook.command.customer.domain.CustomerCommand.ScheduleErasure;
import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.CustomerAccount;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.events.CustomerEvent;
import io.daybook.events.CustomerEvent.ErasureCancelled;
import io.daybook.events.CustomerEvent.ErasureScheduled;
import io.daybook.events.CustomerEvent.LegalHoldLifted;
import io.daybook.events.CustomerEvent.LegalHoldPlaced;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustomerDeciderTest {

    private static final String ADA = "ada";
    private static final UUID STREAM = CustomerEvent.streamId(ADA);
    private static final UUID KEY = new UUID(7, 1);
    private static final UUID OTHER_KEY = new UUID(7, 2);
    private static final UUID SCHEDULED = new UUID(9, 1);
    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
    private static final Instant IN_A_WEEK = Instant.parse("2026-03-22T12:00:00Z");
    private static final DecisionTime TIME = new DecisionTime(NOW, TODAY);
    private static final DecisionTime LATER = new DecisionTime(IN_A_WEEK, LocalDate.parse("2026-03-22"));
    private static final ErasureRules RULES = new ErasureRules(Period.ofYears(10), Duration.ofDays(7));
    private static final CustomerAccount OPEN = new CustomerAccount(new UUID(5, 1), null);
    private static final CustomerAccount LONG_CLOSED = closed("2016-03-15");

    private static CustomerAccount closed(String day) {
        return new CustomerAccount(new UUID(5, 2), LocalDate.parse(day));
    }

    private static Customer after(CustomerEvent... events) {
        Customer customer = Customer.UNTOUCHED;
        for (CustomerEvent event : events) {
            customer = customer.evolve(new AppliedEvent(SCHEDULED, event, TODAY));
        }
        return customer;
    }

    private static Decision schedule(Customer customer, CustomerAccount... accounts) {
        return CustomerDecider.decide(new ScheduleErasure(ADA, List.of(KEY), RULES), customer, List.of(accounts), TIME);
    }

    private static Decision carryOut(Customer customer, DecisionTime time, CustomerAccount... accounts) {
        return CustomerDecider.decide(
                new CarryOutErasure(ADA, SCHEDULED, List.of(KEY, OTHER_KEY), RULES), customer, List.of(accounts), time);
    }

    private static Decision decide(CustomerCommand command, Customer customer, CustomerAccount... accounts) {
        return CustomerDecider.decide(command, customer, List.of(accounts), TIME);
    }

    private static Decision accepted(DecisionTime time, @Nullable UUID cause, CustomerEvent... events) {
        return new Accepted(Stream.of(events)
                .map(event -> new NewEvent(STREAM, event, time.today(), cause))
                .toList());
    }

    private static final CustomerEvent AGREED = new ErasureScheduled(ADA, IN_A_WEEK);

    @Test
    void an_erasure_is_scheduled_for_the_time_in_which_it_can_be_cancelled() {
        assertThat(schedule(Customer.UNTOUCHED, LONG_CLOSED)).isEqualTo(accepted(TIME, null, AGREED));
        assertThat(schedule(Customer.UNTOUCHED)).isEqualTo(accepted(TIME, null, AGREED));
    }

    @Test
    void where_nothing_is_held_there_is_nothing_to_erase() {
        Customer erased = after(new PersonalDataErased(ADA, List.of(KEY)));

        assertThat(erased.erasedKeys()).isEqualTo(Set.of(KEY));
        assertThat(schedule(erased, LONG_CLOSED)).isEqualTo(new Refused(nothingHeld(ADA)));
    }

    @Test
    void an_account_that_is_not_closed_a_legal_hold_and_the_law_are_in_the_way() {
        assertThat(schedule(Customer.UNTOUCHED, LONG_CLOSED, OPEN))
                .isEqualTo(new Refused(accountsAreOpen(List.of(OPEN))));
        assertThat(schedule(after(new LegalHoldPlaced(ADA)), LONG_CLOSED)).isEqualTo(new Refused(onLegalHold()));
        assertThat(schedule(Customer.UNTOUCHED, closed("2016-03-16"), LONG_CLOSED))
                .isEqualTo(new Refused(retentionNotOver(LocalDate.parse("2026-03-16"))));
        assertThat(schedule(after(new LegalHoldPlaced(ADA), new LegalHoldLifted(ADA)), LONG_CLOSED))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void an_erasure_is_scheduled_once_at_a_time() {
        assertThat(schedule(after(AGREED), LONG_CLOSED)).isEqualTo(new Refused(erasureIsScheduled(IN_A_WEEK)));
        assertThat(schedule(after(AGREED, new ErasureCancelled(ADA, null)), LONG_CLOSED))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void what_is_carried_out_names_the_keys_that_are_destroyed_and_none_twice() {
        assertThat(carryOut(after(AGREED), LATER, LONG_CLOSED))
                .isEqualTo(accepted(LATER, SCHEDULED, new PersonalDataErased(ADA, List.of(KEY, OTHER_KEY))));
        assertThat(carryOut(after(new PersonalDataErased(ADA, List.of(KEY)), AGREED), LATER, LONG_CLOSED))
                .isEqualTo(accepted(LATER, SCHEDULED, new PersonalDataErased(ADA, List.of(OTHER_KEY))));
    }

    @Test
    void what_forbids_it_by_then_ends_it() {
        assertThat(carryOut(after(AGREED), LATER, OPEN))
                .isEqualTo(accepted(LATER, SCHEDULED, new ErasureCancelled(ADA, "customer-has-accounts")));
        assertThat(carryOut(after(AGREED), LATER, closed("2026-03-20")))
                .isEqualTo(accepted(LATER, SCHEDULED, new ErasureCancelled(ADA, "retention-not-over")));
        assertThat(carryOut(after(new PersonalDataErased(ADA, List.of(KEY, OTHER_KEY)), AGREED), LATER, LONG_CLOSED))
                .isEqualTo(accepted(LATER, SCHEDULED, new ErasureCancelled(ADA, "no-personal-data")));
    }

    @Test
    void it_is_not_carried_out_before_its_time_nor_after_it_has_ended_nor_twice() {
        assertThat(carryOut(after(AGREED), TIME, LONG_CLOSED)).isEqualTo(new Refused(erasureNotDue(IN_A_WEEK)));
        assertThat(carryOut(after(AGREED, new ErasureCancelled(ADA, null)), LATER, LONG_CLOSED))
                .isEqualTo(new Refused(noErasureScheduled()));
        assertThat(carryOut(after(AGREED, new PersonalDataErased(ADA, List.of(KEY))), LATER, LONG_CLOSED))
                .isEqualTo(new Refused(noErasureScheduled()));
        Customer anotherOne = Customer.UNTOUCHED.evolve(new AppliedEvent(new UUID(9, 2), AGREED, TODAY));
        assertThat(carryOut(anotherOne, LATER, LONG_CLOSED)).isEqualTo(new Refused(noErasureScheduled()));
    }

    @Test
    void what_waits_can_be_cancelled() {
        assertThat(decide(new CancelErasure(ADA), after(AGREED), LONG_CLOSED))
                .isEqualTo(accepted(TIME, SCHEDULED, new ErasureCancelled(ADA, null)));
        assertThat(decide(new CancelErasure(ADA), Customer.UNTOUCHED, LONG_CLOSED))
                .isEqualTo(new Refused(noErasureScheduled()));
    }

    @Test
    void a_legal_hold_is_placed_once_and_ends_what_waits() {
        assertThat(decide(new PlaceLegalHold(ADA), Customer.UNTOUCHED, OPEN))
                .isEqualTo(accepted(TIME, null, new LegalHoldPlaced(ADA)));
        assertThat(decide(new PlaceLegalHold(ADA), after(AGREED), LONG_CLOSED))
                .isEqualTo(new Accepted(List.of(
                        new NewEvent(STREAM, new LegalHoldPlaced(ADA), TODAY),
                        new NewEvent(STREAM, new ErasureCancelled(ADA, "legal-hold"), TODAY, SCHEDULED))));
        assertThat(decide(new PlaceLegalHold(ADA), after(new LegalHoldPlaced(ADA)), OPEN))
                .isEqualTo(new Refused(onLegalHoldAlready()));
        assertThat(decide(new PlaceLegalHold(ADA), Customer.UNTOUCHED)).isEqualTo(new Refused(unknownCustomer(ADA)));
    }

    @Test
    void a_legal_hold_that_stands_is_lifted() {
        assertThat(decide(new LiftLegalHold(ADA), after(new LegalHoldPlaced(ADA)), OPEN))
                .isEqualTo(accepted(TIME, null, new LegalHoldLifted(ADA)));
        assertThat(decide(new LiftLegalHold(ADA), Customer.UNTOUCHED, OPEN)).isEqualTo(new Refused(notOnLegalHold()));
    }
}
