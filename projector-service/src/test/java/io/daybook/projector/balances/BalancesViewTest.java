package io.daybook.projector.balances;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.PaymentApproved;
import io.daybook.events.AccountEvent.PaymentRejected;
import io.daybook.events.AccountEvent.PaymentRequested;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalancesViewTest {

    private static final LocalDate EARLY = LocalDate.parse("2026-01-10");
    private static final LocalDate LATE = LocalDate.parse("2026-01-20");

    private final ProjectorService projector = new ProjectorService();
    private final UUID account = UUID.randomUUID();

    @AfterEach
    void stop() {
        projector.close();
    }

    private RecordedEvent happened(DomainEvent event, LocalDate effectiveDate, UUID... cause) {
        RecordedEvent recorded = projector.recorded(account, event, effectiveDate, cause.length == 0 ? null : cause[0]);
        projector.publish(recorded);
        return recorded;
    }

    private void awaitVersion(long version) {
        projector.flush();
        // The tables are made once the service has started.
        await().atMost(30, SECONDS).ignoreExceptions().until(() -> projector
                .query("balances", "select version::text from accounts")
                .contains(Long.toString(version)));
    }

    private static Money euros(String value) {
        return Money.of(value, "EUR");
    }

    /** Whether the reversal comes in the original's batch or in a later one must make no difference. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void a_reversal_is_marked_on_both_lines_and_its_breach_on_the_debit(int batchMax) {
        projector.start("daybook.views=balances", "daybook.batch-max=" + batchMax);
        happened(new AccountOpened(new Holder("Ada"), null, euros("0")), EARLY);
        RecordedEvent deposit = happened(new MoneyDeposited(euros("100"), null), EARLY);
        happened(new MoneyWithdrawn(euros("80"), null), LATE);
        RecordedEvent reversal =
                happened(new TransactionReversed(deposit.eventId(), euros("-100")), EARLY, deposit.eventId());
        happened(new OverdraftLimitBreached(LATE, euros("-80"), euros("0")), EARLY, deposit.eventId());
        awaitVersion(5);

        assertThat(projector.query("balances", "select reversed_by::text from transactions where version = 2"))
                .containsExactly(reversal.eventId().toString());
        assertThat(projector.query("balances", "select reverses::text from transactions where version = 4"))
                .containsExactly(deposit.eventId().toString());
        assertThat(projector.query("balances", "select version::text from transactions where limit_breached"))
                .containsExactly("4");
        assertThat(projector.query("balances", "select first_day::text from limit_breaches"))
                .containsExactly("2026-01-20");
        assertThat(projector.query("balances", """
                        select effective_date || ': ' || previous_balance || ' to ' || balance
                        from restated_days
                        order by effective_date
                        """))
                .containsExactly("2026-01-10: 100.00 to 0.00", "2026-01-20: 20.00 to -80.00");
    }

    @Test
    void what_put_an_entry_right_names_it_without_taking_it_back() {
        projector.start("daybook.views=balances");
        happened(new AccountOpened(new Holder("Ada"), null, euros("0")), EARLY);
        RecordedEvent wrong = happened(new MoneyDeposited(euros("100"), null), EARLY);
        happened(new TransactionReversed(wrong.eventId(), euros("-100")), EARLY, wrong.eventId());
        happened(new MoneyDeposited(euros("10"), null), EARLY, wrong.eventId());
        awaitVersion(4);

        assertThat(projector.query("balances", "select cause::text from transactions where cause is not null"))
                .containsExactly(wrong.eventId().toString());
        assertThat(projector.query("balances", "select version::text from transactions where reverses is not null"))
                .containsExactly("3");
    }

    /** Whether the reversal comes in the batch of what replaces the entry or in the one before must make no difference. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void a_correction_restates_its_day_and_an_approved_payment_does_not(int batchMax) {
        projector.start("daybook.views=balances", "daybook.batch-max=" + batchMax);
        happened(new AccountOpened(new Holder("Ada"), null, euros("0")), EARLY);
        RecordedEvent wrong = happened(new MoneyDeposited(euros("10"), null), EARLY);
        happened(new TransactionReversed(wrong.eventId(), euros("-10")), EARLY, wrong.eventId());
        happened(new MoneyDeposited(euros("11"), null), EARLY, wrong.eventId());
        happened(new TransferReceived(new UUID(4, 1), new UUID(0, 9), euros("5000"), null), EARLY, new UUID(5, 1));
        awaitVersion(5);

        assertThat(projector.query("balances", """
                        select previous_balance || ' to ' || balance
                        from restated_days
                        order by version
                        """)).containsExactly("10.00 to 0.00", "0.00 to 11.00");
    }

    /** Whether the decision comes in the request's batch or in a later one must make no difference, nor does a rebuild. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void a_payment_waits_until_a_second_person_decides(int batchMax) {
        projector.start("daybook.views=balances", "daybook.batch-max=" + batchMax);
        happened(new AccountOpened(new Holder("Ada"), null, euros("50000")), EARLY);
        RecordedEvent approved = requested("20000");
        RecordedEvent rejected = requested("30000");
        requested("40000");
        happened(new PaymentApproved(approved.eventId()), LATE, approved.eventId());
        happened(new MoneyWithdrawn(euros("20000"), null), LATE, approved.eventId());
        happened(new PaymentRejected(rejected.eventId()), LATE, rejected.eventId());
        awaitVersion(7);

        assertApprovals();
        projector.post("/v1/views/balances/rebuild", "");
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(
                        projector.get("/v1/views/balances/rebuild").text("state"))
                .isEqualTo("SWAPPED"));
        assertApprovals();
    }

    private void assertApprovals() {
        assertThat(projector.query("balances", """
                        select concat_ws(' ', amount, currency, status, requested_by, decided_by, decision_reason)
                        from approvals
                        order by position
                        """))
                .containsExactly(
                        "20000.00 EUR APPROVED tessa teller-1 because",
                        "30000.00 EUR REJECTED tessa teller-1 because",
                        "40000.00 EUR PENDING tessa");
    }

    private RecordedEvent requested(String amount) {
        return happened(new PaymentRequested("tessa", euros(amount), null, LATE, "invoice 7"), EARLY);
    }
}
