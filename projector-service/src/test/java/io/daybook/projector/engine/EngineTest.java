package io.daybook.projector.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.RunningService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");
    private static final String TOTAL = "select coalesce(sum(balance), 0)::text from accounts";

    private final ProjectorService projector = new ProjectorService();
    private final List<UUID> accounts = new ArrayList<>();
    private final List<RecordedEvent> published = new ArrayList<>();

    @AfterEach
    void stop() {
        projector.close();
    }

    @Test
    void events_on_the_topic_appear_in_every_view() {
        projector.start();
        openAccounts(3);
        deposit(30);

        awaitTotal("30.00");
        await().atMost(30, SECONDS).until(() -> projector
                .query("audit", "select count(*)::text from history")
                .contains("33"));
        assertThat(projector.query("audit", """
                        select balance_after::text
                        from history
                        where stream_version = 11
                        """)).containsOnly("10.00");
    }

    @Test
    void what_is_published_twice_is_applied_once() {
        projector.start("daybook.views=balances");
        openAccounts(3);
        deposit(30);
        List.copyOf(published).forEach(projector::publish);
        deposit(3);

        awaitTotal("33.00");
        assertThat(projector.query("balances", "select count(*)::text from transactions"))
                .containsExactly("33");
    }

    @Test
    void a_restarted_service_goes_on_where_it_was() {
        RunningService first = projector.start("daybook.views=balances", "daybook.instance=one");
        openAccounts(2);
        deposit(10);
        awaitTotal("10.00");
        first.close();
        deposit(10);

        projector.start("daybook.views=balances", "daybook.instance=one");

        awaitTotal("20.00");
    }

    @Test
    void two_services_share_the_work_and_one_takes_over_when_the_other_leaves() {
        RunningService first = projector.start("daybook.views=balances");
        projector.start("daybook.views=balances");
        openAccounts(20);
        deposit(200);
        awaitTotal("200.00");

        first.close();
        deposit(200);

        awaitTotal("400.00");
    }

    @Test
    void a_topic_made_anew_and_filled_again_changes_nothing_and_goes_on() {
        RunningService first = projector.start("daybook.views=balances");
        openAccounts(2);
        deposit(10);
        awaitTotal("10.00");
        first.close();
        projector.deleteTopic();
        projector.createTopic();
        List.copyOf(published).forEach(projector::publish);
        deposit(2);

        projector.start("daybook.views=balances");

        awaitTotal("12.00");
    }

    @Test
    void a_database_that_fails_for_a_while_loses_nothing() {
        projector.start("daybook.views=balances", "daybook.retry-pause-max=200ms");
        openAccounts(2);
        deposit(10);
        awaitTotal("10.00");
        projector.query("balances", "alter table transactions rename to away");
        deposit(10);
        await().atMost(30, SECONDS)
                .until(() -> projector.query("balances", TOTAL).contains("10.00"));
        projector.query("balances", """
                select pg_terminate_backend(pid)
                from pg_stat_activity
                where application_name = 'daybook-projector'
                  and datname = current_database()
                """);

        projector.query("balances", "alter table away rename to transactions");

        awaitTotal("20.00");
    }

    @Test
    void the_query_role_reads_the_view_and_writes_nothing() {
        projector.start("daybook.views=balances");
        openAccounts(1);
        deposit(1);
        awaitTotal("1.00");

        assertThat(projector.query("balances", Databases.QUERY, TOTAL)).containsExactly("1.00");
        assertThatThrownBy(() -> projector.query("balances", Databases.QUERY, "delete from accounts"))
                .hasMessageContaining("permission denied");
    }

    private void openAccounts(int count) {
        for (int i = 0; i < count; i++) {
            UUID account = UUID.randomUUID();
            accounts.add(account);
            publish(projector.recorded(account, new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")), DAY));
        }
        projector.flush();
    }

    private void deposit(int count) {
        for (int i = 0; i < count; i++) {
            UUID account = accounts.get(i % accounts.size());
            publish(projector.recorded(account, new MoneyDeposited(Money.of("1.00", "EUR"), null), DAY));
        }
        projector.flush();
    }

    private void publish(RecordedEvent event) {
        published.add(event);
        projector.publish(event);
    }

    private void awaitTotal(String total) {
        await().atMost(40, SECONDS)
                .ignoreExceptions()
                .until(() -> projector.query("balances", TOTAL).contains(total));
    }
}
