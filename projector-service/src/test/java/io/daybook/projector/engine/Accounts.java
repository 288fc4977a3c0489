package io.daybook.projector.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Accounts whose events are published one after the other, and what the balances view says of them. */
final class Accounts {

    static final LocalDate DAY = LocalDate.parse("2026-01-01");
    static final String TOTAL = "select coalesce(sum(balance), 0)::text from accounts";

    private static final int WAIT_SECONDS_MAX = 60;

    private final ProjectorService projector;
    private final List<UUID> ids = new ArrayList<>();
    private final List<RecordedEvent> published = new ArrayList<>();

    Accounts(ProjectorService projector) {
        this.projector = projector;
    }

    /** Opens that many more. */
    Accounts open(int count) {
        for (int i = 0; i < count; i++) {
            UUID account = UUID.randomUUID();
            ids.add(account);
            publish(projector.recorded(account, new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")), DAY));
        }
        projector.flush();
        return this;
    }

    /** Deposits 1.00 that many times, in turn to all accounts. */
    Accounts deposit(int count) {
        for (int i = 0; i < count; i++) {
            deposit(ids.get(i % ids.size()), "1.00", DAY.plusDays(i % 50));
        }
        projector.flush();
        return this;
    }

    /** Takes that many deposits back, the earliest first. */
    Accounts reverse(int count) {
        published().stream()
                .filter(event -> event.type().equals("MoneyDeposited"))
                .limit(count)
                .forEach(deposit -> publish(projector.recorded(
                        deposit.streamId(),
                        new TransactionReversed(deposit.eventId(), Money.of("-1.00", "EUR")),
                        deposit.effectiveDate(),
                        deposit.eventId())));
        projector.flush();
        return this;
    }

    /** Deposits to one of them; the caller flushes. */
    void deposit(UUID account, String amount, LocalDate date) {
        publish(projector.recorded(account, new MoneyDeposited(Money.of(amount, "EUR"), null), date));
    }

    /** The account that was opened as that one, from 0. */
    UUID id(int index) {
        return ids.get(index);
    }

    /** Everything so far. */
    List<RecordedEvent> published() {
        return List.copyOf(published);
    }

    void publish(RecordedEvent event) {
        published.add(event);
        projector.publish(event);
    }

    /** Waits until the balances view has that sum of all balances. */
    void awaitTotal(String total) {
        awaitAnswer("balances", TOTAL, total);
    }

    /** Waits until a query to a view gives that one value. */
    void awaitAnswer(String view, String sql, String answer) {
        await().atMost(WAIT_SECONDS_MAX, SECONDS)
                .ignoreExceptions()
                .until(() -> projector.query(view, sql), List.of(answer)::equals);
    }
}
