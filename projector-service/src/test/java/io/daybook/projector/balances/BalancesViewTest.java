package io.daybook.projector.balances;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.ApprovalEvent.ActionApproved;
import io.daybook.events.ApprovalEvent.ActionExpired;
import io.daybook.events.ApprovalEvent.ActionRejected;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
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
        RecordedEvent expired = requested("40000");
        happened(new ActionApproved(Subject.ACCOUNT, approved.eventId()), LATE, approved.eventId());
        happened(new MoneyWithdrawn(euros("20000"), null), LATE, approved.eventId());
        happened(new ActionRejected(Subject.ACCOUNT, rejected.eventId()), LATE, rejected.eventId());
        happened(new ActionExpired(Subject.ACCOUNT, expired.eventId()), LATE, expired.eventId());
        awaitVersion(8);

        assertApprovals();
        projector.post("/v1/views/balances/rebuild", "");
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(
                        projector.get("/v1/views/balances/rebuild").text("state"))
                .isEqualTo("SWAPPED"));
        assertApprovals();
    }

    /** Imports and products have streams of their own, and no account. */
    @Test
    void an_action_on_what_is_no_account_waits_beside_those_of_accounts() {
        projector.start("daybook.views=balances");
        happened(new AccountOpened(new Holder("Ada"), null, euros("0")), EARLY);
        var action = new RequestedAction("product-terms", 1, Map.of("code", "SAVINGS", "annualRate", "100"));
        var requested =
                new ActionRequested(Subject.PRODUCT, "tessa", action, null, Instant.parse("2026-02-01T00:00:00Z"));
        projector.publish(projector.recorded(UUID.randomUUID(), requested, EARLY, null));
        awaitVersion(1);

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(projector.query("balances", """
                        select concat_ws(' ', subject, kind, fields::json ->> 'code', status)
                        from approvals
                        where account_id is null
                          and expires_at = timestamptz '2026-02-01 00:00:00Z'
                        """))
                .containsExactly("PRODUCT product-terms SAVINGS PENDING"));
    }

    private void assertApprovals() {
        assertThat(projector.query("balances", """
                        select concat_ws(' ', kind, amount, currency, status, reference, requested_by, decided_by,
                                         decision_reason)
                        from approvals
                        order by position
                        """))
                .containsExactly(
                        "withdrawal 20000.00 EUR APPROVED invoice 7 tessa teller-1 because",
                        "withdrawal 30000.00 EUR REJECTED invoice 7 tessa teller-1 because",
                        "withdrawal 40000.00 EUR EXPIRED invoice 7 tessa teller-1 because");
    }

    private RecordedEvent requested(String amount) {
        var fields = Map.of("amount", amount, "effectiveDate", LATE.toString(), "reference", "invoice 7");
        var action = new RequestedAction("withdrawal", 1, fields);
        return happened(new ActionRequested(Subject.ACCOUNT, "tessa", action, euros(amount), null), EARLY);
    }
}
