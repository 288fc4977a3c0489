package io.daybook.command.customer.domain;

import static io.daybook.command.customer.domain.CustomerRefusals.accountsAreOpen;
import static io.daybook.command.customer.domain.CustomerRefusals.erasureIsScheduled;
import static io.daybook.command.customer.domain.CustomerRefusals.erasureNotDue;
import static io.daybook.command.customer.domain.CustomerRefusals.noErasureScheduled;
import static io.daybook.command.customer.domain.CustomerRefusals.notOnLegalHold;
import static io.daybook.command.customer.domain.CustomerRefusals.nothingHeld;
import static io.daybook.command.customer.domain.CustomerRefusals.onLegalHold;
import static io.daybook.command.customer.domain.CustomerRefusals.onLegalHoldAlready;
import static io.daybook.command.customer.domain.CustomerRefusals.unknownCustomer;

import io.daybook.command.customer.domain.Customer.Erasure;
import io.daybook.command.customer.domain.CustomerCommand.CancelErasure;
import io.daybook.command.customer.domain.CustomerCommand.CarryOutErasure;
import io.daybook.command.customer.domain.CustomerCommand.Erasing;
import io.daybook.command.customer.domain.CustomerCommand.LiftLegalHold;
import io.daybook.command.customer.domain.CustomerCommand.PlaceLegalHold;
import io.daybook.command.customer.domain.CustomerCommand.ScheduleErasure;
import io.daybook.command.decision.CustomerAccount;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.events.CustomerEvent;
import io.daybook.events.CustomerEvent.ErasureCancelled;
import io.daybook.events.CustomerEvent.ErasureScheduled;
import io.daybook.events.CustomerEvent.LegalHoldLifted;
import io.daybook.events.CustomerEvent.LegalHoldPlaced;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of the bank for customers: a command and what is known of the customer give events, or a refusal. Pure. */
final class CustomerDecider {

    private CustomerDecider() {}

    static Decision decide(
            CustomerCommand command, Customer customer, List<CustomerAccount> accounts, DecisionTime time) {
        return switch (command) {
            case ScheduleErasure schedule -> schedule(schedule, customer, accounts, time);
            case CancelErasure cancel -> cancel(cancel, customer, time);
            case CarryOutErasure carryOut -> carryOut(carryOut, customer, accounts, time);
            case PlaceLegalHold place -> place(place, customer, accounts, time);
            case LiftLegalHold lift -> lift(lift, customer, time);
        };
    }

    private static Decision schedule(
            ScheduleErasure command, Customer customer, List<CustomerAccount> accounts, DecisionTime time) {
        Optional<Refusal> refusal = requireErasable(command, customer, accounts, time);
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        Erasure before = customer.erasure();
        if (before != null) {
            return new Refused(erasureIsScheduled(before.erasesAt()));
        }
        var scheduled = new ErasureScheduled(
                command.customerId(), time.now().plus(command.rules().waitingTime()));
        return new Accepted(List.of(event(scheduled, time, null)));
    }

    private static Decision cancel(CancelErasure command, Customer customer, DecisionTime time) {
        Erasure erasure = customer.erasure();
        return erasure == null
                ? new Refused(noErasureScheduled())
                : new Accepted(
                        List.of(event(new ErasureCancelled(command.customerId(), null), time, erasure.eventId())));
    }

    /** A rule that forbids it by now ends it: nobody waits at the counter who could be told, and asking again is easy. */
    private static Decision carryOut(
            CarryOutErasure command, Customer customer, List<CustomerAccount> accounts, DecisionTime time) {
        Erasure erasure = customer.erasure();
        if (erasure == null || !erasure.eventId().equals(command.scheduledEventId())) {
            return new Refused(noErasureScheduled());
        }
        if (time.now().isBefore(erasure.erasesAt())) {
            return new Refused(erasureNotDue(erasure.erasesAt()));
        }
        CustomerEvent event = requireErasable(command, customer, accounts, time)
                .<CustomerEvent>map(refusal -> new ErasureCancelled(command.customerId(), refusal.code()))
                .orElseGet(() -> new PersonalDataErased(command.customerId(), keysLeft(command, customer)));
        return new Accepted(List.of(event(event, time, erasure.eventId())));
    }

    private static Optional<Refusal> requireErasable(
            Erasing command, Customer customer, List<CustomerAccount> accounts, DecisionTime time) {
        if (keysLeft(command, customer).isEmpty()) {
            return Optional.of(nothingHeld(command.customerId()));
        }
        if (customer.isOnLegalHold()) {
            return Optional.of(onLegalHold());
        }
        List<CustomerAccount> open =
                accounts.stream().filter(account -> account.closedOn() == null).toList();
        if (!open.isEmpty()) {
            return Optional.of(accountsAreOpen(open));
        }
        Optional<LocalDate> keptUntil = command.rules().keptUntil(accounts);
        return keptUntil.filter(until -> until.isAfter(time.today())).map(CustomerRefusals::retentionNotOver);
    }

    /** A key whose end is recorded needs no second event, even if it is still there for a moment. */
    private static List<UUID> keysLeft(Erasing command, Customer customer) {
        return command.keyIds().stream()
                .filter(key -> !customer.erasedKeys().contains(key))
                .toList();
    }

    private static Decision place(
            PlaceLegalHold command, Customer customer, List<CustomerAccount> accounts, DecisionTime time) {
        if (customer.isOnLegalHold()) {
            return new Refused(onLegalHoldAlready());
        }
        if (accounts.isEmpty()) {
            return new Refused(unknownCustomer(command.customerId()));
        }
        NewEvent placed = event(new LegalHoldPlaced(command.customerId()), time, null);
        Erasure erasure = customer.erasure();
        if (erasure == null) {
            return new Accepted(List.of(placed));
        }
        var cancelled = new ErasureCancelled(command.customerId(), onLegalHold().code());
        return new Accepted(List.of(placed, event(cancelled, time, erasure.eventId())));
    }

    private static Decision lift(LiftLegalHold command, Customer customer, DecisionTime time) {
        return customer.isOnLegalHold()
                ? new Accepted(List.of(event(new LegalHoldLifted(command.customerId()), time, null)))
                : new Refused(notOnLegalHold());
    }

    private static NewEvent event(CustomerEvent event, DecisionTime time, @Nullable UUID causationId) {
        return new NewEvent(CustomerEvent.streamId(event.customerId()), event, time.today(), causationId);
    }
}
