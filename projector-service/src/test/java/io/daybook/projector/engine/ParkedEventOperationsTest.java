package io.daybook.projector.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.Money;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.Answer;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedEventOperationsTest {

    private static final String PARKED = "select count(*)::text from parked";

    private final ProjectorService projector = new ProjectorService();
    private final Accounts accounts = new Accounts(projector);

    @AfterEach
    void stop() {
        projector.close();
    }

    @ParameterizedTest
    @CsvSource({
        "AccountBlessed, 1, No event type is called",
        "MoneyDeposited, 7, update this service first",
        "MoneyDeposited, 1, The payload is not a MoneyDeposited",
    })
    void an_event_that_cannot_be_read_stops_its_own_stream_only(String type, int schemaVersion, String error) {
        projector.start("daybook.views=balances,audit");
        accounts.open(2).deposit(4);
        accounts.publish(projector.recorded(accounts.id(0), type, schemaVersion, "[]"));
        accounts.deposit(20);

        accounts.awaitTotal("14.00");
        accounts.awaitAnswer("balances", PARKED, "11");
        accounts.awaitAnswer("audit", PARKED, "11");
        Answer parked = projector.get("/v1/views/balances/parked");
        assertThat(parked.status()).isEqualTo(200);
        assertThat(parked.body().path("items")).hasSize(1);
        var item = parked.body().path("items").path(0);
        assertThat(item.path("streamId").asString()).isEqualTo(accounts.id(0).toString());
        assertThat(item.path("type").asString()).isEqualTo(type);
        assertThat(item.path("streamVersion").asInt()).isEqualTo(4);
        assertThat(item.path("position").asInt()).isEqualTo(7);
        assertThat(item.path("error").asString()).contains(error);
        assertThat(item.path("waitingBehind").asInt()).isEqualTo(10);
        assertThat(item.path("parkedAt").asString()).isNotBlank();
        assertThat(item.path("eventId").asString()).isNotBlank();
    }

    @Test
    void an_event_that_the_view_cannot_take_is_applied_with_all_behind_it_once_that_is_mended() {
        projector.start("daybook.views=balances");
        accounts.open(3);
        accounts.awaitAnswer("balances", "select count(*)::text from accounts", "3");
        projector.query("balances", "alter table transactions add constraint unlucky check (amount <> 13)");
        accounts.deposit(30);
        accounts.deposit(accounts.id(1), "13.00", Accounts.DAY);
        accounts.deposit(30);

        accounts.awaitTotal("50.00");
        Answer stillBroken = projector.post("/v1/views/balances/parked/%s/retry".formatted(accounts.id(1)), "");
        assertThat(stillBroken.body().path("applied").asInt()).isZero();
        assertThat(stillBroken.body().path("parked").asInt()).isEqualTo(11);
        assertThat(stillBroken.text("error")).contains("unlucky");
        projector.query("balances", "alter table transactions drop constraint unlucky");
        Answer retried = projector.post("/v1/views/balances/parked/%s/retry".formatted(accounts.id(1)), "");

        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.body().path("applied").asInt()).isEqualTo(11);
        assertThat(retried.body().path("parked").asInt()).isZero();
        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("73.00");
        assertThat(projector.query("balances", PARKED)).containsExactly("0");
        accounts.deposit(3);
        accounts.awaitTotal("76.00");
    }

    /** The version before could store no such moment, and set the event aside. */
    @ParameterizedTest
    @ValueSource(
            strings = {"+58970-03-01T00:00:00Z", "+294277-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void an_account_that_a_hold_without_a_storable_end_had_stopped_comes_free_by_a_retry(Instant end) {
        projector.start("daybook.views=balances");
        accounts.open(1).deposit(1);
        accounts.awaitTotal("1.00");
        projector.query("balances", "alter table holds add constraint none check (false) not valid");
        var held = new FundsHeld(UUID.randomUUID(), Money.of("0.01", "EUR"), end, null);
        accounts.publish(projector.recorded(accounts.id(0), held, Accounts.DAY));
        accounts.deposit(2);
        accounts.awaitAnswer("balances", PARKED, "3");
        projector.query("balances", "alter table holds drop constraint none");

        Answer retried = projector.post("/v1/views/balances/parked/%s/retry".formatted(accounts.id(0)), "");

        assertThat(retried.body().path("applied").asInt()).isEqualTo(3);
        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("3.00");
        assertThat(projector.query("balances", "select extract(year from expires_at)::text from holds"))
                .containsExactly("9999");
    }

    @Test
    void everything_that_is_parked_is_tried_again_at_once_after_a_fix_that_concerns_many() {
        projector.start("daybook.views=balances");
        accounts.open(30);
        accounts.awaitAnswer("balances", "select count(*)::text from accounts", "30");
        projector.query("balances", "alter table transactions add constraint none check (false) not valid");
        accounts.deposit(90);
        accounts.awaitAnswer("balances", PARKED, "90");
        Answer tooEarly = projector.post("/v1/views/balances/parked/retry", "");
        assertThat(tooEarly.body().path("applied").asInt()).isZero();
        assertThat(tooEarly.body().path("parked").asInt()).isEqualTo(90);
        assertThat(tooEarly.text("error")).contains("none");
        projector.query("balances", "alter table transactions drop constraint none");

        Answer retried = projector.post("/v1/views/balances/parked/retry", "");

        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.body().path("applied").asInt()).isEqualTo(90);
        assertThat(retried.body().path("parked").asInt()).isZero();
        assertThat(retried.body().has("error")).isFalse();
        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("90.00");
    }

    @Test
    void parked_events_that_are_delivered_again_stay_parked_once() {
        projector.start("daybook.views=balances");
        accounts.open(2);
        accounts.publish(projector.recorded(accounts.id(0), "AccountBlessed", 1, "{}"));
        accounts.deposit(4);
        accounts.awaitTotal("2.00");

        accounts.published().forEach(projector::publish);
        accounts.deposit(2);

        accounts.awaitTotal("3.00");
        accounts.awaitAnswer("balances", PARKED, "4");
    }

    @Test
    void a_record_without_an_envelope_is_parked_under_its_key_or_none_and_nothing_waits_for_it() {
        projector.start("daybook.views=balances", "daybook.topic.mac=accept");
        accounts.open(2).deposit(2);
        projector.publish(accounts.id(0).toString(), "whatever");
        projector.publish("no id", "{}");
        accounts.deposit(4);

        accounts.awaitTotal("6.00");
        accounts.awaitAnswer("balances", PARKED, "2");
        assertThat(projector.query("balances", "select stream_id::text from parked"))
                .containsExactlyInAnyOrder(accounts.id(0).toString(), new UUID(0, 0).toString());
    }

    @Test
    void the_list_of_parked_events_comes_page_by_page() {
        projector.start("daybook.views=balances");
        accounts.open(5);
        for (int i = 0; i < 5; i++) {
            accounts.publish(projector.recorded(accounts.id(i), "AccountBlessed", 1, "{}"));
        }
        projector.flush();
        accounts.awaitAnswer("balances", PARKED, "5");

        Answer first = projector.get("/v1/views/balances/parked?limit=3");
        Answer second = projector.get("/v1/views/balances/parked?limit=3&cursor=" + first.text("nextCursor"));

        assertThat(first.body().path("items")).hasSize(3);
        assertThat(second.body().path("items")).hasSize(2);
        assertThat(second.body().has("nextCursor")).isFalse();
    }

    @Test
    void parked_events_are_counted_in_the_metrics_and_the_list_of_views() {
        projector.start("daybook.views=balances");
        accounts.open(1);
        accounts.publish(projector.recorded(accounts.id(0), "AccountBlessed", 1, "{}"));
        accounts.deposit(1);
        accounts.awaitAnswer("balances", PARKED, "2");

        assertThat(projector.page("/actuator/prometheus")).contains("daybook_projection_parked{view=\"balances\"} 2.0");
        Answer views = projector.get("/v1/views");
        assertThat(views.body().path("items").path(0).path("parked").asInt()).isEqualTo(2);
        assertThat(views.body().path("items").path(0).path("state").asString()).isEqualTo("RUNNING");
        assertThat(views.body().path("items").path(0).path("generation").asInt())
                .isEqualTo(1);
        assertThat(views.body().path("items").path(0).path("lagSeconds").asDouble())
                .isZero();
    }

    @Test
    void a_view_that_can_apply_nothing_stops_instead_of_parking_everything() {
        projector.start("daybook.views=balances", "daybook.parked-max=5", "daybook.retry-pause-max=200ms");
        accounts.open(20);
        accounts.awaitAnswer("balances", "select count(*)::text from accounts", "20");
        projector.query("balances", "alter table transactions add constraint none check (false) not valid");
        accounts.deposit(20);

        await().atMost(40, SECONDS).until(() -> projector
                .get("/v1/views")
                .body()
                .path("items")
                .path(0)
                .path("trouble")
                .asString("")
                .contains("parked-max"));
        int parked = Integer.parseInt(projector.query("balances", PARKED).getFirst());
        assertThat(parked).isLessThanOrEqualTo(5);
        projector.query("balances", "alter table transactions drop constraint none");
        accounts.awaitTotal(20 - parked + ".00");
    }

    @Test
    void what_is_not_there_is_told_as_a_problem() {
        projector.start("daybook.views=balances");
        accounts.open(1);
        accounts.awaitAnswer("balances", "select count(*)::text from accounts", "1");

        assertThat(projector.get("/v1/views/nonsense/parked").text("type")).isEqualTo("/problems/unknown-view");
        assertThat(projector
                        .post("/v1/views/balances/parked/%s/retry".formatted(UUID.randomUUID()), "")
                        .text("type"))
                .isEqualTo("/problems/nothing-parked");
        assertThat(projector.post("/v1/views/balances/parked/seven/retry", "").text("type"))
                .isEqualTo("/problems/malformed");
        assertThat(projector.get("/v1/views/balances/parked?limit=0").status()).isEqualTo(400);
        assertThat(projector.get("/v1/nowhere").text("type")).isEqualTo("/problems/forbidden");
    }
}
