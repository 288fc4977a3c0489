package io.daybook.projector.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.CustomerEvent;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import io.daybook.events.DayCount;
import io.daybook.events.DocumentEvent.DocumentAccepted;
import io.daybook.events.DocumentEvent.DocumentSubmitted;
import io.daybook.events.Money;
import io.daybook.events.ProductEvent;
import io.daybook.events.ProductEvent.ProductPublished;
import io.daybook.events.ProductTerms;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Views against the log: what differs is found and can be put right from the log, and what only moves is no difference. */
class VerificationTest {

    private static final String REBUILD = "/v1/views/balances/rebuild";
    private static final String FROM_LOG = "{\"source\": \"log\", \"swap\": \"%s\"}";
    private static final Set<String> OVER = Set.of("SWAPPED", "KEPT", "CANCELLED", "FAILED", "INTERRUPTED");
    private static final Money FORGED = Money.of("7777787.00", "EUR");

    /** Many slices, without rests. */
    private static final String[] QUICK = {
        "daybook.verification.slice-streams=3", "daybook.verification.events-per-second=1000000"
    };

    private final ProjectorService projector = new ProjectorService().withLog();
    private final Accounts accounts = new Accounts(projector);

    @AfterEach
    void stop() {
        projector.close();
    }

    private RunningService start(String... properties) {
        var all = new ArrayList<>(List.of(QUICK));
        all.addAll(List.of(properties));
        return projector.start(all.toArray(String[]::new));
    }

    @Test
    void views_that_say_what_the_log_says_are_equal_and_what_was_altered_in_them_is_found() {
        start("daybook.views=balances,audit,reporting,catalogue");
        new Traffic(projector).publish(600);
        accounts.open(3).deposit(60).reverse(5);
        publishCatalogue();
        UUID customer = CustomerEvent.streamId("c-1");
        projector.publish(
                projector.recorded(customer, new PersonalDataErased("c-1", List.of(UUID.randomUUID())), Accounts.DAY));
        projector.flush();
        for (String view : List.of("balances", "audit", "reporting", "catalogue")) {
            awaitNoLag(view);
            assertThat(verdict(view).path("state").asString()).as(view).isEqualTo("NEVER");
            JsonNode verdict = verified(view);
            assertThat(verdict.path("state").asString())
                    .as("%s: %s", view, verdict)
                    .isEqualTo("EQUAL");
            assertThat(verdict.path("differences").asLong(-1)).isZero();
            assertThat(verdict.path("streams").asLong()).isEqualTo(18);
            assertThat(verdict.path("position").asLong()).isPositive();
            assertThat(verdict.path("checkedAt").asString()).isNotEmpty();
        }
        assertThat(projector.page("/actuator/prometheus"))
                .containsPattern("daybook_view_verification_differences\\{view=\"balances\"} 0\\.0")
                .containsPattern("daybook_view_verification_age_seconds\\{view=\"balances\"} [0-9.]+");

        alter("reporting", "update ledger_days set debit = debit + 1 where axis = 'VALUE' and day = '2026-01-01'");
        alter("reporting", """
                update daily_totals
                set money_in = 0
                where axis = 'BOOKING'
                  and operation = 'MoneyDeposited'
                  and day = (select max(day) from daily_totals where axis = 'BOOKING')
                """);
        alter("reporting", "update ledger_blocks set credit = credit + 1");
        alter("reporting", "delete from account_days where axis = 'VALUE' and day = '2026-01-02'");
        alter(
                "reporting",
                "update postings set purpose = 'PENS' where position = (select max(position) from postings)");
        assertThat(tablesThatDiffer("reporting"))
                .contains("ledger_days", "daily_totals", "ledger_blocks", "account_days", "postings");
        alter("audit", "update history set actor = 'nobody' where position = 9");
        assertThat(tablesThatDiffer("audit")).containsExactly("history");
        alter("catalogue", "update products set name = 'Something else'");
        alter("catalogue", "delete from erased_keys");
        assertThat(tablesThatDiffer("catalogue")).containsExactlyInAnyOrder("products", "erased_keys");
        alter("balances", "insert into holds select gen_random_uuid(), gen_random_uuid(), 1, null, now(), null, null");
        alter("balances", "update streams set version = version + 1 where stream_id = '%s'".formatted(accounts.id(0)));
        assertThat(tablesThatDiffer("balances")).containsExactlyInAnyOrder("holds", "streams");
    }

    private void publishCatalogue() {
        UUID savings = ProductEvent.streamId("SAVINGS");
        UUID document = UUID.randomUUID();
        projector.publish(projector.recorded(
                savings,
                new ProductPublished(
                        "SAVINGS",
                        "Savings account",
                        null,
                        Currency.getInstance("EUR"),
                        new ProductTerms(BigDecimal.ONE, BigDecimal.ZERO, DayCount.ACT_365, Money.of("500", "EUR"))),
                Accounts.DAY));
        projector.publish(projector.recorded(
                document,
                new DocumentSubmitted(
                        UUID.randomUUID(), "one.pdf", null, "PASSPORT", "application/pdf", 7, "ab".repeat(32)),
                Accounts.DAY));
        projector.publish(projector.recorded(document, new DocumentAccepted(), Accounts.DAY));
    }

    @Test
    void a_forged_event_is_found_on_schedule_and_a_rebuild_from_the_log_puts_the_view_right() {
        start("daybook.views=balances", "daybook.verification.cron=* * * * * *", "daybook.topic.mac=off");
        accounts.open(3).deposit(30);
        UUID account = accounts.id(1);
        RecordedEvent real =
                projector.recorded(account, new MoneyDeposited(Money.of("10.00", "EUR"), null), Accounts.DAY);
        projector.forge(forged(real));
        accounts.publish(real);
        projector.flush();
        accounts.awaitTotal("7777817.00");

        JsonNode different = awaitState("balances", "DIFFERENT");
        assertThat(different.path("examples").toString()).contains("accounts " + account);
        assertThat(projector.page("/actuator/prometheus"))
                .containsPattern("daybook_view_verification_differences\\{view=\"balances\"} [1-9]");
        projector.post(REBUILD, "");
        assertThat(awaitEnd().path("comparison").path("equal").asBoolean())
                .as("the topic has the forged event, too")
                .isTrue();

        projector.post(REBUILD, FROM_LOG.formatted("ifEqual"));
        JsonNode kept = awaitEnd();
        assertThat(kept.path("state").asString()).as(kept.toString()).isEqualTo("KEPT");
        assertThat(kept.path("source").asString()).isEqualTo("log");
        assertThat(kept.path("comparison").path("equal").asBoolean(true)).isFalse();
        accounts.deposit(3);
        projector.post(REBUILD, FROM_LOG.formatted("always"));
        JsonNode swapped = awaitEnd();
        assertThat(swapped.path("state").asString()).as(swapped.toString()).isEqualTo("SWAPPED");
        accounts.deposit(3);

        accounts.awaitTotal("46.00");
        JsonNode equal = awaitState("balances", "EQUAL");
        assertThat(equal.path("differences").asLong(-1)).isZero();
        assertThat(projector.query("balances", "select count(*)::text from parked"))
                .containsExactly("0");
    }

    private RecordedEvent forged(RecordedEvent real) {
        return new RecordedEvent(
                real.position(),
                real.streamId(),
                real.streamVersion(),
                UUID.randomUUID(),
                real.type(),
                real.schemaVersion(),
                "{\"amount\":{\"value\":\"%s\",\"currency\":\"EUR\"}}".formatted(FORGED.value()),
                real.effectiveDate(),
                real.recordedAt(),
                real.actor(),
                real.reason(),
                real.purpose(),
                real.correlationId(),
                real.causationId(),
                real.metadata(),
                real.hash());
    }

    @Test
    void an_event_that_the_topic_has_lost_is_found_but_not_one_that_is_still_to_come() {
        start("daybook.views=balances");
        accounts.open(2).deposit(20);
        accounts.awaitTotal("20.00");
        projector.recordOnly(projector.recorded(
                UUID.randomUUID(), new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")), Accounts.DAY));
        assertThat(verified("balances").path("state").asString()).isEqualTo("EQUAL");

        RecordedEvent lost =
                projector.recorded(accounts.id(0), new MoneyDeposited(Money.of("1.00", "EUR"), null), Accounts.DAY);
        projector.recordOnly(lost);
        await().atMost(30, SECONDS).until(() -> {
            accounts.open(8);
            awaitNoLag("balances");
            return tablesThatDiffer("balances").contains("streams");
        });
    }

    @Test
    void while_events_flow_nothing_differs_and_a_rebuild_from_the_log_loses_and_repeats_none() throws Exception {
        start("daybook.views=balances,reporting", "daybook.rebuild.batch-max=50");
        accounts.open(10).deposit(300);
        accounts.awaitTotal("300.00");
        var isOver = new AtomicBoolean();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> writer = threads.submit(() -> {
                int written = 0;
                while (!isOver.get()) {
                    accounts.deposit(20);
                    written += 20;
                    accounts.awaitTotal(300 + written + ".00");
                }
                return written;
            });
            for (int i = 0; i < 2; i++) {
                for (String view : List.of("balances", "reporting")) {
                    JsonNode verdict = verified(view);
                    assertThat(verdict.path("state").asString())
                            .as(verdict.toString())
                            .isEqualTo("EQUAL");
                }
            }
            projector.post(REBUILD, FROM_LOG.formatted("ifEqual"));
            JsonNode ended = awaitEnd();
            assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SWAPPED");
            isOver.set(true);
            accounts.awaitTotal(300 + writer.get() + ".00");
        }
        assertThat(projector.query("balances", "select count(*)::text from parked"))
                .containsExactly("0");
    }

    @Test
    void a_rebuild_from_the_log_that_ended_with_its_service_goes_on_where_it_was() {
        RunningService first =
                start("daybook.views=balances", "daybook.rebuild.batch-max=1", "daybook.rebuild.workers=1");
        accounts.open(3).deposit(2_000);
        accounts.awaitTotal("2000.00");
        projector.post(REBUILD, FROM_LOG.formatted("ifEqual"));
        await().atMost(30, SECONDS)
                .until(() -> projector.get(REBUILD).body().path("eventsDone").asInt() > 100);
        first.close();
        accounts.deposit(10);

        start("daybook.views=balances");
        await().atMost(30, SECONDS)
                .until(() -> projector.get(REBUILD).text("state").equals("INTERRUPTED"));
        JsonNode left = projector.get(REBUILD).body();
        assertThat(left.path("eventsDone").asInt()).isBetween(100, 1_999);
        assertThat(left.path("source").asString()).isEqualTo("log");
        String began = projector
                .query("balances", "select made_at::text from balances_next.generation")
                .getFirst();
        accounts.awaitTotal("2010.00");
        projector.post(REBUILD, FROM_LOG.formatted("ifEqual"));
        JsonNode ended = awaitEnd();

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SWAPPED");
        assertThat(ended.path("eventsDone").asInt())
                .isGreaterThanOrEqualTo(2_013)
                .isEqualTo(ended.path("eventsTotal").asInt());
        assertThat(projector.query("balances", "select made_at::text from generation"))
                .containsExactly(began);
        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("2010.00");
    }

    @Test
    void a_view_of_the_past_is_built_from_the_log_as_well() {
        start("daybook.views=balances");
        accounts.open(3).deposit(30);
        accounts.awaitTotal("30.00");

        projector.post(REBUILD, "{\"source\": \"log\", \"toPosition\": 13}");
        assertThat(awaitEnd().path("generation").asString()).isEqualTo("balances_at_13");
        projector.post(REBUILD, "{\"source\": \"log\", \"toInstant\": \"2026-01-01T00:00:00.023Z\"}");
        assertThat(awaitEnd().path("generation").asString()).isEqualTo("balances_at_23");

        assertThat(projector.query("balances", "select sum(balance)::text from balances_at_13.accounts"))
                .containsExactly("10.00");
        assertThat(projector.query("balances", "select sum(balance)::text from balances_at_23.accounts"))
                .containsExactly("20.00");
    }

    private JsonNode verified(String view) {
        String before = verdict(view).path("checkedAt").asString("");
        Answer begun = projector.post("/v1/views/%s/verification".formatted(view), "");
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        return await().atMost(60, SECONDS)
                .until(
                        () -> verdict(view),
                        verdict -> !verdict.path("state").asString("").equals("RUNNING")
                                && (verdict.has("trouble")
                                        || !verdict.path("checkedAt")
                                                .asString("")
                                                .equals(before)));
    }

    private List<String> tablesThatDiffer(String view) {
        JsonNode verdict = verified(view);
        return verdict.path("examples")
                .valueStream()
                .map(example -> example.asString().split(" ", 2)[0])
                .distinct()
                .toList();
    }

    private JsonNode awaitState(String view, String state) {
        return await().atMost(60, SECONDS).until(() -> verdict(view), verdict -> verdict.path("state")
                .asString("")
                .equals(state));
    }

    private JsonNode verdict(String view) {
        return status(view).path("verification");
    }

    private JsonNode status(String view) {
        return projector
                .get("/v1/views")
                .body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("name").asString().equals(view))
                .findFirst()
                .orElseThrow();
    }

    private void alter(String view, String sql) {
        var unused = projector.query(view, sql);
    }

    private void awaitNoLag(String view) {
        await().atMost(60, SECONDS).until(() -> status(view).path("lagEvents").asInt(-1) == 0);
    }

    private JsonNode awaitEnd() {
        return await().atMost(90, SECONDS)
                .until(
                        () -> projector.get(REBUILD).body(),
                        status -> OVER.contains(status.path("state").asString("")));
    }
}
