package io.daybook.projector.summaries;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldReleased;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.AccountEvent.ReleaseCause;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.ProductEvent.ProductRetired;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.Dynalite;
import io.daybook.testsupport.RunningService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

class SummariesTest {

    private static final String REBUILD = "/v1/views/summaries/rebuild";
    private static final String PARKED = "/v1/views/summaries/parked";
    private static final Set<String> OVER = Set.of("SWAPPED", "KEPT", "CANCELLED", "FAILED", "INTERRUPTED");
    private static final LocalDate DAY = LocalDate.parse("2026-01-01");
    private static final int WAIT_SECONDS_MAX = 60;

    private static Dynalite dynalite;

    private final List<UUID> accounts = new ArrayList<>();
    private final List<RecordedEvent> published = new ArrayList<>();
    private StoredSummaries stored;
    private ProjectorService projector;

    @BeforeAll
    static void startDynalite() {
        assumeTrue(Dynalite.isInstalled(), Dynalite::howToInstall);
        dynalite = Dynalite.start();
    }

    @AfterAll
    static void stopDynalite() {
        if (dynalite != null) {
            dynalite.close();
        }
    }

    @BeforeEach
    void start() {
        stored = new StoredSummaries(dynalite.endpoint());
        projector = new ProjectorService();
    }

    @AfterEach
    void stop() {
        projector.close();
        stored.loseTables();
        stored.close();
    }

    @Test
    void the_view_is_off_unless_it_is_asked_for() {
        projector.start();

        assertThat(projector.get("/v1/views").body().path("items").valueStream())
                .isNotEmpty()
                .noneMatch(view -> view.path("name").asString().equals("summaries"));
        assertThat(stored.tables()).isEmpty();
    }

    @Test
    void summaries_say_what_the_balances_view_says() {
        startWith("balances,summaries");
        open(5);
        var random = new Random(7);
        for (int i = 0; i < 400; i++) {
            publish(accounts.get(random.nextInt(accounts.size())), anyEvent(random), random.nextInt(40));
        }
        publish(UUID.randomUUID(), new ProductRetired(), 0);
        projector.flush();

        awaitPosition("balances", 406);
        awaitPosition("summaries", 406);
        List<String> rows = projector.query("balances", """
                select concat_ws(' ', account_id, name, currency, status, balance, held, overdraft_limit, version, position,
                                 latest_date)
                from accounts
                join holders using (account_id)
                order by account_id::text
                """);
        assertThat(stored.items().values().stream().map(StoredSummaries::row)).containsExactlyElementsOf(rows);
    }

    @Test
    void what_is_published_twice_is_applied_once() {
        startWith("summaries");
        open(3);
        deposit(30);
        awaitTotal("30");
        Map<String, Map<String, AttributeValue>> before = stored.items();

        List.copyOf(published).forEach(projector::publish);
        projector.flush();

        awaitOffset(66);
        assertThat(stored.items()).isEqualTo(before);
    }

    @Test
    void a_consumer_that_died_before_it_moved_its_checkpoint_leaves_what_another_applies_no_second_time() {
        RunningService first = startWith("summaries");
        open(3);
        deposit(30);
        awaitTotal("30");
        awaitOffset(33);
        Map<String, Map<String, AttributeValue>> before = stored.items();
        first.close();
        stored.takeCheckpointsBack();

        startWith("summaries");

        awaitOffset(33);
        assertThat(stored.items()).isEqualTo(before);
    }

    @Test
    void services_share_the_work_and_one_takes_over_when_another_leaves() {
        RunningService first = startWith("summaries");
        startWith("summaries");
        open(20);
        deposit(200);
        awaitTotal("200");

        first.close();
        deposit(200);

        awaitTotal("400");
    }

    @Test
    void lost_tables_come_back_with_the_same_items() {
        startWith("summaries");
        open(5);
        deposit(100);
        awaitTotal("100");
        awaitOffset(105);
        Map<String, Map<String, AttributeValue>> before = stored.items();

        stored.loseTables();
        projector.publish(published.getFirst());

        awaitTotal("100");
        awaitOffset(106);
        assertThat(stored.items()).isEqualTo(before);
    }

    @Test
    void a_rebuilt_view_takes_over_while_it_is_read_and_written_and_nobody_misses_a_thing() throws Exception {
        startWith("summaries");
        open(10);
        deposit(500);
        awaitTotal("500");

        var isOver = new AtomicBoolean();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> reads = readers.submit(() -> readOn(isOver));
            Future<?> writes = readers.submit(() -> {
                while (!isOver.get()) {
                    deposit(10);
                }
            });
            projector.post(REBUILD, "");
            JsonNode ended = awaitEnd();
            isOver.set(true);

            writes.get();
            assertThat(reads.get()).isPositive();
            assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SWAPPED");
            assertThat(ended.path("comparison").path("equal").asBoolean()).isTrue();
            assertThat(ended.path("eventsDone").asLong())
                    .isEqualTo(ended.path("eventsTotal").asLong())
                    .isGreaterThanOrEqualTo(510);
        }
        assertThat(stored.serving()).isEqualTo(2);
        awaitTotal(Integer.toString(published.size() - 10));
        assertThat(generations()).containsExactly("summaries_1", "summaries_2");
    }

    @Test
    void a_generation_that_differs_is_reported_and_takes_over_only_when_told_to_and_a_swap_is_taken_back() {
        startWith("summaries");
        open(3);
        deposit(30);
        awaitTotal("30");
        stored.set(accounts.get(1), "balance", AttributeValue.fromN("999"));

        projector.post(REBUILD, "");
        JsonNode kept = awaitEnd();
        assertThat(kept.path("state").asString()).as(kept.toString()).isEqualTo("KEPT");
        JsonNode table = kept.path("comparison").path("tables").path(0);
        assertThat(table.path("equal").asBoolean()).isFalse();
        assertThat(table.path("rowsServing").asInt()).isEqualTo(3);
        assertThat(table.path("examples").path(0).asString())
                .isEqualTo(accounts.get(1).toString());
        deposit(3);
        projector.post(REBUILD, "{\"swap\": \"always\"}");
        assertThat(awaitEnd().path("state").asString()).isEqualTo("SWAPPED");
        awaitTotal("33");

        projector.post("/v1/views/summaries/rollback", "");
        assertThat(awaitEnd().path("state").asString()).isEqualTo("SWAPPED");
        assertThat(stored.serving()).isEqualTo(1);
        deposit(3);
        awaitTotal("1025");
    }

    @Test
    void a_forged_event_is_shown_by_a_rebuild_from_the_log_and_goes_with_it() {
        projector.withLog();
        startWith("summaries", "daybook.topic.mac=off");
        open(3);
        deposit(30);
        projector.forge(forged());
        awaitTotal("7777817");

        projector.post(REBUILD, "{\"source\": \"log\"}");
        JsonNode kept = awaitEnd();
        assertThat(kept.path("state").asString()).as(kept.toString()).isEqualTo("KEPT");
        assertThat(kept.path("comparison").path("equal").asBoolean(true)).isFalse();
        projector.post(REBUILD, "{\"source\": \"log\", \"swap\": \"always\"}");
        assertThat(awaitEnd().path("state").asString()).isEqualTo("SWAPPED");

        awaitTotal("30");
        deposit(3);
        awaitTotal("33");
        assertThat(projector.post("/v1/views/summaries/verification", "").text("type"))
                .isEqualTo("/problems/view-not-verifiable");
    }

    /** A deposit to an account of which the log has no more events; without one, a later event would stand behind it. */
    private RecordedEvent forged() {
        UUID account = UUID.randomUUID();
        publish(account, new AccountOpened(new Holder("Eve"), null, Money.of("0", "EUR")), 0);
        return projector.recorded(account, new MoneyDeposited(Money.of("7777787", "EUR"), null), DAY);
    }

    @Test
    void a_generation_that_stays_beside_is_discarded_and_another_rebuild_begins_anew() {
        startWith("summaries");
        open(3);
        deposit(30);
        awaitTotal("30");

        projector.post(REBUILD, "{\"swap\": \"never\"}");
        assertThat(awaitEnd().path("state").asString()).isEqualTo("KEPT");
        assertThat(generations()).containsExactly("summaries_1", "summaries_2");
        assertThat(projector.delete(REBUILD).status()).isEqualTo(204);
        assertThat(generations()).containsExactly("summaries_1");
        assertThat(projector.delete(REBUILD).text("type")).isEqualTo("/problems/no-rebuild");

        projector.post(REBUILD, "");
        assertThat(awaitEnd().path("generation").asString()).isEqualTo("summaries_3");
        assertThat(projector.post(REBUILD, "{\"toPosition\": 2}").text("type"))
                .isEqualTo("/problems/no-view-of-the-past");
    }

    @Test
    void what_a_rebuild_has_noted_that_died_right_after_its_swap_is_discarded_and_the_generation_that_serves_is_not() {
        startWith("summaries");
        open(3);
        awaitOffset(3);
        stored.noteBeside(stored.serving());

        assertThat(projector.get(REBUILD).text("state")).isEqualTo("INTERRUPTED");
        assertThat(projector.delete(REBUILD).status()).isEqualTo(204);

        assertThat(generations()).containsExactly("summaries_1");
        assertThat(stored.items()).hasSize(3);
    }

    @Test
    void a_rebuild_that_is_cancelled_is_gone() {
        startWith("summaries");
        open(20);
        deposit(2_000);
        awaitTotal("2000");

        projector.post(REBUILD, "");
        assertThat(projector.post(REBUILD, "").text("type")).isEqualTo("/problems/rebuild-under-way");
        assertThat(projector.delete(REBUILD).status()).isEqualTo(204);

        assertThat(awaitEnd().path("state").asString()).isEqualTo("CANCELLED");
        assertThat(generations()).containsExactly("summaries_1");
        deposit(20);
        awaitTotal("2020");
    }

    @Test
    void an_event_that_cannot_be_read_stops_its_own_account_only() {
        startWith("summaries");
        open(2);
        publishPlain(projector.recorded(accounts.get(0), "AccountBlessed", 1, "[]"));
        publishPlain(projector.recorded(accounts.get(0), new AccountFrozen(), DAY));
        deposit(20);

        awaitTotal("10");
        awaitParked(12);
        JsonNode item = projector.get(PARKED).body().path("items").path(0);
        assertThat(item.path("streamId").asString()).isEqualTo(accounts.get(0).toString());
        assertThat(item.path("streamVersion").asInt()).isEqualTo(2);
        assertThat(item.path("type").asString()).isEqualTo("AccountBlessed");
        assertThat(item.path("error").asString()).contains("No event type is called");
        assertThat(item.path("waitingBehind").asInt()).isEqualTo(11);
    }

    @Test
    void an_event_that_the_view_cannot_take_is_applied_with_all_behind_it_once_that_is_mended() {
        startWith("summaries");
        open(2);
        deposit(4);
        awaitTotal("4");
        stored.set(accounts.get(1), "currency", AttributeValue.fromS("USD"));
        deposit(20);
        awaitTotal("14");
        awaitParked(10);

        Answer stillBroken = projector.post(PARKED + "/" + accounts.get(1) + "/retry", "");
        assertThat(stillBroken.body().path("applied").asInt()).isZero();
        assertThat(stillBroken.body().path("parked").asInt()).isEqualTo(10);
        assertThat(stillBroken.text("error")).contains("EUR cannot be on an account in USD");
        stored.set(accounts.get(1), "currency", AttributeValue.fromS("EUR"));
        Answer retried = projector.post(PARKED + "/" + accounts.get(1) + "/retry", "");

        assertThat(retried.body().path("applied").asInt())
                .as(retried.body().toString())
                .isEqualTo(10);
        assertThat(retried.body().path("parked").asInt()).isZero();
        assertThat(stored.total()).isEqualByComparingTo("24");
        assertThat(projector.get(PARKED).body().path("items")).isEmpty();
        deposit(2);
        awaitTotal("26");
    }

    @Test
    void an_event_that_comes_too_early_waits_for_the_one_before_it() {
        startWith("summaries");
        open(1);
        RecordedEvent second = projector.recorded(accounts.get(0), new MoneyDeposited(Money.of("1", "EUR"), null), DAY);
        RecordedEvent third = projector.recorded(accounts.get(0), new MoneyDeposited(Money.of("2", "EUR"), null), DAY);
        projector.publish(third);
        projector.flush();
        awaitParked(1);

        projector.publish(second);

        awaitTotal("3");
    }

    @Test
    void while_the_store_is_down_other_views_flow_on_and_readiness_tells() {
        startWith("balances,summaries");
        open(3);
        deposit(30);
        awaitTotal("30");
        dynalite.close();
        deposit(30);

        await().atMost(WAIT_SECONDS_MAX, SECONDS)
                .ignoreExceptions()
                .until(
                        () -> projector.query("balances", "select sum(balance)::text from accounts"),
                        List.of("60.00")::equals);
        await().atMost(WAIT_SECONDS_MAX, SECONDS)
                .until(() -> projector.get("/actuator/health/readiness").status() == 503);
        assertThat(projector.get(PARKED).text("type")).isEqualTo("/problems/view-unavailable");
        JsonNode view = projector.get("/v1/views").body().path("items").path(1);
        assertThat(view.path("state").asString()).isEqualTo("RETRYING");
        assertThat(view.path("trouble").asString()).contains("DynamoDB did not do what it was asked");
        dynalite.restart();

        awaitTotal("60");
        await().atMost(WAIT_SECONDS_MAX, SECONDS)
                .until(() -> projector.get("/actuator/health/readiness").status() == 200);
    }

    private RunningService startWith(String views, String... properties) {
        return projector.start(Stream.concat(
                        Stream.of(
                                "daybook.views=" + views,
                                "daybook.dynamodb.endpoint=" + dynalite.endpoint(),
                                "daybook.dynamodb.table-prefix=" + StoredSummaries.PREFIX,
                                "daybook.retry-pause-max=500ms"),
                        Stream.of(properties))
                .toArray(String[]::new));
    }

    private void open(int count) {
        for (int i = 0; i < count; i++) {
            accounts.add(UUID.randomUUID());
            publish(accounts.getLast(), new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")), 0);
        }
        projector.flush();
    }

    /** Deposits 1.00 that many times, in turn to all accounts. */
    private void deposit(int count) {
        for (int i = 0; i < count; i++) {
            publish(accounts.get(i % accounts.size()), new MoneyDeposited(Money.of("1", "EUR"), null), i % 50);
        }
        projector.flush();
    }

    private static AccountEvent anyEvent(Random random) {
        Money amount = Money.of(random.nextInt(1, 1_000) + "." + random.nextInt(10, 100), "EUR");
        return switch (random.nextInt(6)) {
            case 0 -> new MoneyWithdrawn(amount, null);
            case 1 -> new FeeCharged(amount, null);
            case 2 -> new FundsHeld(UUID.randomUUID(), amount, null, null);
            case 3 -> new HoldReleased(UUID.randomUUID(), amount, ReleaseCause.REQUESTED);
            case 4 -> new OverdraftLimitChanged(amount, amount);
            default -> new MoneyDeposited(amount, null);
        };
    }

    private void publish(UUID stream, DomainEvent event, int day) {
        publishPlain(projector.recorded(stream, event, DAY.plusDays(day)));
    }

    private void publishPlain(RecordedEvent event) {
        published.add(event);
        projector.publish(event);
    }

    /** Reads as the query-service does, until told to stop, and checks that nothing is missing or goes back. */
    private int readOn(AtomicBoolean isOver) {
        int reads = 0;
        long last = 0;
        while (!isOver.get()) {
            Map<String, AttributeValue> item = stored.item(accounts.get(0));
            assertThat(item).isNotEmpty();
            assertThat(StoredSummaries.number(item, "version")).isGreaterThanOrEqualTo(last);
            last = StoredSummaries.number(item, "version");
            reads++;
        }
        return reads;
    }

    private void awaitTotal(String total) {
        await().atMost(WAIT_SECONDS_MAX, SECONDS).ignoreExceptions().untilAsserted(() -> assertThat(stored.total())
                .isEqualByComparingTo(total));
    }

    private void awaitParked(int events) {
        await().atMost(WAIT_SECONDS_MAX, SECONDS)
                .ignoreExceptions()
                .until(
                        () -> projector
                                .get("/v1/views")
                                .body()
                                .path("items")
                                .path(0)
                                .path("parked")
                                .asInt(),
                        parked -> parked == events);
    }

    private void awaitPosition(String view, int position) {
        await().atMost(WAIT_SECONDS_MAX, SECONDS).ignoreExceptions().until(() -> projector
                .get("/v1/views")
                .body()
                .path("items")
                .valueStream()
                .anyMatch(item -> item.path("name").asString().equals(view)
                        && item.path("position").asInt() == position
                        && item.path("lagEvents").asInt() == 0));
    }

    private void awaitOffset(int records) {
        await().atMost(WAIT_SECONDS_MAX, SECONDS)
                .ignoreExceptions()
                .until(
                        () -> projector
                                .get("/v1/views")
                                .body()
                                .path("items")
                                .path(0)
                                .path("nextOffsets")
                                .valueStream()
                                .mapToInt(JsonNode::asInt)
                                .sum(),
                        sum -> sum == records);
    }

    private JsonNode awaitEnd() {
        return await().atMost(WAIT_SECONDS_MAX, SECONDS)
                .until(
                        () -> projector.get(REBUILD).body(),
                        status -> OVER.contains(status.path("state").asString()));
    }

    private List<String> generations() {
        return projector
                .get("/v1/views/summaries/generations")
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("name").asString())
                .toList();
    }
}
