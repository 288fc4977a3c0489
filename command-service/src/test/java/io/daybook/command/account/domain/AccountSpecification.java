package io.daybook.command.account.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.OriginalTransaction.Side;
import io.daybook.command.decision.AppliedEvent;
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
import io.daybook.command.decision.approval.ActsOfDay;
import io.daybook.command.product.domain.Product;
import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.ActsOfDayEvent.ActCounted;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.ProductTerms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Given events, when a command, then events or a refusal. */
final class AccountSpecification implements StreamStates {

    static final UUID ADA = new UUID(0, 1);
    static final UUID BOB = new UUID(0, 2);
    static final LocalDate TODAY = LocalDate.parse("2026-03-15");
    static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    /** The first day of the accounts, before every value date that the specifications speak of unless they say so. */
    static final LocalDate OPENED = LocalDate.parse("2020-01-01");

    private final Map<UUID, StreamState> states = new HashMap<>();
    private final Map<UUID, Side> recorded = new HashMap<>();
    private final Map<UUID, List<DomainEvent>> caused = new HashMap<>();
    private long events;

    private AccountSpecification() {}

    /** Accounts of Ada and Bob were opened in euros, without overdraft. */
    static AccountSpecification givenOpenAccounts() {
        return new AccountSpecification().opened(ADA, "0.00", "EUR").opened(BOB, "0.00", "EUR");
    }

    /** The id of the event that was given as the first, the second and so on, those that open accounts not counted. */
    static UUID event(long number) {
        return new UUID(9, number);
    }

    AccountSpecification opened(UUID accountId, String overdraftLimit, String currency) {
        var opened = new AccountOpened(new Holder("Somebody"), null, Money.of(overdraftLimit, currency));
        states.put(accountId, Account.opened(opened, OPENED));
        return this;
    }

    /** An account was opened in euros on that day. */
    AccountSpecification openedOn(UUID accountId, LocalDate first) {
        var opened = new AccountOpened(new Holder("Somebody"), null, euros("0.00"));
        states.put(accountId, Account.opened(opened, first));
        return this;
    }

    /** A product in euros was published. */
    AccountSpecification product(String code, ProductTerms terms) {
        var product = new Product(code, Currency.getInstance("EUR"), false, terms, List.of());
        states.put(Product.streamId(code), product);
        return this;
    }

    /** A product, as other events have left it. */
    AccountSpecification product(Product product) {
        states.put(Product.streamId(product.code()), product);
        return this;
    }

    /** Events on Ada's account, of today. */
    AccountSpecification and(DomainEvent... given) {
        for (DomainEvent event : given) {
            and(event, TODAY);
        }
        return this;
    }

    /** An event on Ada's account, of that value date. */
    AccountSpecification and(DomainEvent event, LocalDate effectiveDate) {
        return and(ADA, event, effectiveDate, null);
    }

    /** Events on Bob's account. */
    AccountSpecification andOfBob(AccountEvent... given) {
        for (AccountEvent event : given) {
            and(BOB, event, TODAY, null);
        }
        return this;
    }

    /** An event that another caused. */
    AccountSpecification and(UUID accountId, DomainEvent event, LocalDate effectiveDate, @Nullable UUID cause) {
        UUID eventId = event(++events);
        var applied = new AppliedEvent(eventId, event, effectiveDate);
        if (event instanceof ActCounted && !states.containsKey(accountId)) {
            states.put(accountId, ActsOfDay.begun(applied));
        } else {
            states.computeIfPresent(accountId, (id, state) -> state.evolve(applied));
        }
        if (event instanceof AccountEvent accountEvent) {
            recorded.put(eventId, new Side(eventId, accountId, accountEvent, effectiveDate));
        }
        if (cause != null) {
            caused.computeIfAbsent(cause, id -> new ArrayList<>()).add(event);
        }
        return this;
    }

    /** The recorded transaction of these events. */
    OriginalTransaction original(UUID... eventIds) {
        return new OriginalTransaction(Stream.of(eventIds).map(recorded::get).toList());
    }

    @Override
    public Optional<StreamState> find(UUID streamId) {
        return Optional.ofNullable(states.get(streamId));
    }

    @Override
    public List<DomainEvent> causedBy(UUID eventId) {
        return caused.getOrDefault(eventId, List.of());
    }

    @Override
    public List<CustomerAccount> accountsOf(String customerId) {
        return List.of();
    }

    Outcome when(Command command) {
        return when(command, NOW);
    }

    Outcome when(Command command, Instant now) {
        return when(command, now, TODAY);
    }

    Outcome when(Command command, Instant now, LocalDate today) {
        return new Outcome(command.decide(this, new DecisionTime(now, today)));
    }

    /** The same accounts after the command, which must be accepted. */
    AccountSpecification after(Command command) {
        when(command)
                .accepted()
                .forEach(event -> and(event.streamId(), event.event(), event.effectiveDate(), event.causationId()));
        return this;
    }

    record Outcome(Decision decision) {

        void then(DomainEvent... events) {
            then(TODAY, events);
        }

        void then(LocalDate effectiveDate, DomainEvent... events) {
            assertThat(accepted()).extracting(NewEvent::event).containsExactly(events);
            assertThat(accepted()).extracting(NewEvent::effectiveDate).containsOnly(effectiveDate);
        }

        void thenExactly(NewEvent... events) {
            assertThat(accepted()).containsExactly(events);
        }

        List<NewEvent> accepted() {
            assertThat(decision).isInstanceOf(Accepted.class);
            return ((Accepted) decision).events();
        }

        void thenRefused(Refusal refusal) {
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
