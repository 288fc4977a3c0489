package io.daybook.projector.reporting;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.RunningService;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One service for all cases; each has two accounts of its own, and days of value on which nobody else posts anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportingViewTest {

    private static final Period BETWEEN_CASES = Period.ofMonths(1);

    private static final String TABLES = """
            select (select string_agg(p::text, ' ' order by position, leg)         from postings p)
                || (select string_agg(d::text, ' ' order by axis, day, ledger_account)
                    from ledger_days d)
                || (select string_agg(b::text, ' ' order by block, ledger_account) from ledger_blocks b)
                || (select string_agg(t::text, ' ' order by axis, day, operation)  from daily_totals t)
                || (select string_agg(a::text, ' ' order by axis, day, account_id) from account_days a)
            """;

    private final ProjectorService projector = new ProjectorService();
    private final List<RecordedEvent> published = new ArrayList<>();
    private LocalDate day = LocalDate.parse("2020-12-15");
    private UUID ada;
    private UUID charles;

    @BeforeAll
    void start() {
        projector.start("daybook.views=reporting");
    }

    @BeforeEach
    void open() {
        projector.awaitEnd("reporting");
        published.clear();
        day = day.plus(BETWEEN_CASES);
        ada = UUID.randomUUID();
        charles = UUID.randomUUID();
        publish(ada, new AccountOpened(new Holder("Ada"), "CURRENT", euros("0")), day);
        publish(charles, new AccountOpened(new Holder("Charles"), null, euros("0")), day);
    }

    @AfterAll
    void stop() {
        projector.close();
    }

    @Test
    void the_chart_of_accounts_in_the_database_is_the_one_that_events_are_posted_to() {
        projector.awaitEnd("reporting");

        assertThat(query("select code from ledger_accounts order by code"))
                .containsExactlyElementsOf(Arrays.stream(LedgerAccount.values())
                        .map(LedgerAccount::code)
                        .sorted()
                        .toList());
    }

    @Test
    void events_become_postings_and_totals() {
        publish(ada, new MoneyDeposited(euros("100"), null), day);
        publish(ada, new TransferSent(new UUID(4, 1), charles, euros("30"), null), day);
        publish(charles, new TransferReceived(new UUID(4, 1), ada, euros("30"), null), day);
        publish(charles, new FeeCharged(euros("2.50"), null), day);
        publish(ada, new InterestPaid(day, day, euros("1.20"), euros("0.20")), day.plusDays(1));

        awaitPostings(12);
        assertThat(query("""
                select ledger_account || ' ' || sum(debit - credit)
                from ledger_days
                where axis = 'VALUE'
                  and day >= '%s'
                group by ledger_account
                order by ledger_account
                """.formatted(day)))
                .containsExactly("1000 100.00", "2000 -98.50", "2900 0.00", "4000 -0.20", "4100 -2.50", "5000 1.20");
        assertThat(query("""
                select concat_ws(' ', day, product_code, operation, events, money_in, money_out)
                from daily_totals
                where axis = 'VALUE'
                  and day >= '%s'
                order by day, product_code, operation
                """.formatted(day)))
                .containsExactly(
                        day + "  FeeCharged 1 0.00 2.50",
                        day + "  TransferReceived 1 30.00 0.00",
                        day + " CURRENT MoneyDeposited 1 100.00 0.00",
                        day + " CURRENT TransferSent 1 0.00 30.00",
                        day.plusDays(1) + " CURRENT InterestPaid 1 1.20 0.20");
        assertThat(query("select distinct day::text from daily_totals where axis = 'BOOKING'"))
                .containsExactly("2026-01-01");
        assertThat(query("select balance::text from accounts where account_id in ('%s', '%s') order by balance"
                        .formatted(ada, charles)))
                .containsExactly("27.50", "71.00");
    }

    @Test
    void a_reversal_restates_the_day_of_its_original_by_value_and_adds_a_row_by_booking() {
        RecordedEvent withdrawal = publish(ada, new MoneyWithdrawn(euros("40"), null), day);
        awaitPostings(2);

        publish(ada, new TransactionReversed(withdrawal.eventId(), euros("40")), day);

        awaitPostings(4);
        assertThat(query("""
                select concat_ws(' ', operation, reversed_operation, money_in, money_out)
                from daily_totals
                where axis = 'VALUE'
                  and day = '%s'
                order by operation
                """.formatted(day)))
                .containsExactly("MoneyWithdrawn  0.00 40.00", "TransactionReversed MoneyWithdrawn 0.00 -40.00");
        assertThat(query("""
                select concat_ws(' ', ledger_account, amount)
                from postings
                where reversed_operation = 'MoneyWithdrawn'
                order by leg
                """)).containsExactly("2000 -40.00", "1000 40.00");
    }

    @Test
    void what_is_delivered_again_changes_nothing() {
        RecordedEvent deposit = publish(ada, new MoneyDeposited(euros("100"), null), day);
        publish(ada, new TransactionReversed(deposit.eventId(), euros("-100")), day);
        awaitPostings(4);
        List<String> before = query(TABLES);

        List.copyOf(published).forEach(projector::publish);
        publish(ada, new AccountEvent.AccountClosed(), day);
        projector.flush();

        await().atMost(40, SECONDS).until(() -> query("select count(*)::text from accounts where is_closed")
                .contains("1"));
        assertThat(query(TABLES)).isEqualTo(before);
    }

    @Test
    void two_services_add_to_the_same_totals_without_standing_in_each_others_way() {
        String cash = "select coalesce(sum(debit), 0) %s from ledger_blocks where ledger_account = '1000'";
        projector.awaitEnd("reporting");
        String expected = query(cash.formatted("+ 300")).getFirst();
        RunningService second = projector.start("daybook.views=reporting");
        for (int i = 0; i < 300; i++) {
            UUID account = UUID.randomUUID();
            publish(account, new AccountOpened(new Holder("Grace"), null, euros("0")), day);
            publish(account, new MoneyDeposited(euros("1"), null), day.plusDays(i % 7));
        }

        awaitPostings(600);
        assertThat(query(cash.formatted(""))).containsExactly(expected);
        second.close();
    }

    @Test
    void the_database_itself_refuses_postings_that_do_not_sum_to_zero() {
        projector.awaitEnd("reporting");

        assertThatThrownBy(() -> query("""
                insert into postings (position, leg, event_id, operation, ledger_account, account_id, currency, amount,
                                      effective_date, booking_date)
                values (99, 1, gen_random_uuid(), 'MoneyDeposited', '1000', gen_random_uuid(), 'EUR', 10, now(), now()),
                       (99, 2, gen_random_uuid(), 'MoneyDeposited', '2000', gen_random_uuid(), 'EUR', -9, now(), now())
                """)).hasMessageContaining("do not sum to zero");
    }

    @Test
    void the_query_role_reads_the_view_and_writes_nothing() {
        projector.awaitEnd("reporting");

        assertThat(projector.query(
                        "reporting",
                        Databases.QUERY,
                        "select count(*)::text from accounts where account_id in ('%s', '%s')".formatted(ada, charles)))
                .containsExactly("2");
        assertThatThrownBy(() -> projector.query("reporting", Databases.QUERY, "delete from postings"))
                .hasMessageContaining("permission denied");
    }

    private RecordedEvent publish(UUID account, AccountEvent event, LocalDate effectiveDate) {
        RecordedEvent recorded = projector.recorded(account, event, effectiveDate);
        published.add(recorded);
        projector.publish(recorded);
        return recorded;
    }

    private List<String> query(String sql) {
        return projector.query("reporting", sql);
    }

    /** Waits until there are so many of this case. */
    private void awaitPostings(int rows) {
        projector.flush();
        await().atMost(40, SECONDS).ignoreExceptions().until(() -> query(
                        "select count(*)::text from postings where effective_date >= '%s'".formatted(day))
                .contains(Integer.toString(rows)));
    }

    private static Money euros(String value) {
        return Money.of(value, "EUR");
    }
}
