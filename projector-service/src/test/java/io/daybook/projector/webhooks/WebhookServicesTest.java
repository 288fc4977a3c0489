package io.daybook.projector.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.events.RecordedEvent;
import io.daybook.projector.webhooks.Receiver.Received;
import io.daybook.projector.webhooks.Receiver.Reply;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Webhooks of services that stop, start again, share the work or have settings of their own. */
class WebhookServicesTest extends WebhookCases {

    @AfterEach
    void stop() {
        projector.close();
    }

    @Test
    void an_account_waits_for_its_failing_delivery_while_others_go_on_and_then_arrives_in_order() {
        start("daybook.webhooks.retry-pauses=" + "200ms,".repeat(300) + "200ms");
        subscribe("/crm");
        Set<String> failing = ConcurrentHashMap.newKeySet();
        failing.add(ada.toString());
        receiver.answers(delivery -> Reply.status(failing.contains(delivery.streamId()) ? 500 : 200));
        open(ada);
        open(bob);
        for (int i = 0; i < 4; i++) {
            deposit(ada);
            deposit(bob);
        }
        eventually().untilAsserted(() -> assertThat(versions(bob)).containsExactly(1, 2, 3, 4, 5));
        eventually().untilAsserted(() -> assertThat(versions(ada)).hasSizeGreaterThan(2));
        assertThat(versions(ada)).containsOnly(1);

        failing.clear();

        awaitStatuses(
                Stream.generate(() -> "DELIVERED").limit(10).toList().toString().replaceAll("[\\[,\\]]", ""));
        assertThat(versions(ada).stream().distinct()).containsExactly(1, 2, 3, 4, 5);
        assertThat(versions(ada).stream().skip(versions(ada).size() - 5)).containsExactly(1, 2, 3, 4, 5);
        assertThat(receiver.received().stream()
                        .filter(delivery -> delivery.version() == 1)
                        .map(Received::id)
                        .distinct())
                .hasSize(2);
    }

    @Test
    void two_services_share_the_work_and_never_send_twice_or_two_of_an_account_at_a_time() {
        start("daybook.webhooks.in-flight-max=2");
        start("daybook.webhooks.in-flight-max=2");
        subscribe("/crm");
        var allFour = new CountDownLatch(4);
        receiver.answers(delivery -> {
            // Neither service has more than two on their way, so four are there only if both send.
            allFour.countDown();
            Receiver.hold(allFour);
            return Reply.status(200);
        });
        List<UUID> accounts = Stream.generate(UUID::randomUUID).limit(10).toList();
        accounts.forEach(this::open);
        for (int i = 0; i < 9; i++) {
            accounts.forEach(this::deposit);
        }
        eventually()
                .until(
                        () -> projector.query("webhooks", "select count(*) from deliveries where status = 'DELIVERED'"),
                        List.of("100")::equals);

        assertThat(receiver.received()).hasSize(100);
        assertThat(receiver.overtaken()).isEmpty();
        assertThat(accounts).allSatisfy(account -> assertThat(versions(account))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList()));
        assertThat(projector.query("webhooks", "select count(*) from queues")).containsExactly("0");
    }

    @Test
    void a_delivery_is_dead_after_its_last_try_and_arrives_under_its_id_when_it_is_redelivered() {
        start();
        String id = subscribe("/crm").text("id");
        receiver.answers(delivery -> Reply.status(delivery.version() == 1 ? 500 : 200));
        RecordedEvent opened = open(ada);
        deposit(ada);
        awaitStatuses("DEAD DELIVERED");
        assertThat(versions(ada)).containsExactly(1, 1, 1, 2);
        var dead = projector
                .get("/v1/webhooks/%s/deliveries?status=DEAD".formatted(id))
                .body()
                .path("items");
        assertThat(dead).hasSize(1);
        assertThat(dead.path(0).path("id").asString())
                .isEqualTo(opened.eventId().toString());
        assertThat(dead.path(0).path("tries").asInt()).isEqualTo(3);
        assertThat(dead.path(0).path("lastStatus").asInt()).isEqualTo(500);
        assertThat(get("/v1/webhooks/" + id)).contains("\"pending\":0", "\"dead\":1");
        assertThat(projector.page("/actuator/prometheus"))
                .contains(
                        "daybook_webhooks_dead 1.0",
                        "daybook_webhooks_pending 0.0",
                        "daybook_webhooks_oldest_pending_seconds 0.0",
                        "daybook_webhooks_deliveries_total{outcome=\"dead\"} 1.0",
                        "daybook_webhooks_request_seconds_count");

        receiver.answers(delivery -> Reply.status(200));
        String path = "/v1/webhooks/%s/deliveries/%s/redeliver".formatted(id, opened.eventId());
        assertThat(projector.post(path, "").status()).isEqualTo(202);

        awaitStatuses("DELIVERED DELIVERED");
        assertThat(receiver.received().getLast().id())
                .isEqualTo(opened.eventId().toString());
        assertThat(versions(ada)).containsExactly(1, 1, 1, 2, 1);
    }

    @Test
    void what_the_receiver_got_without_anybody_taking_note_arrives_again_under_the_same_id() {
        RunningService service = start("daybook.webhooks.request-timeout=50s", "daybook.webhooks.lease-time=51s");
        subscribe("/crm");
        var never = new CountDownLatch(1);
        receiver.answers(delivery -> {
            Receiver.hold(never);
            return Reply.status(200);
        });
        open(ada);
        awaitReceived(1);
        service.close();
        assertThat(projector.query("webhooks", STATUSES)).containsExactly("PENDING");
        receiver.answers(delivery -> Reply.status(200));
        never.countDown();
        projector.query("webhooks", "update queues set due_at = now() + interval '1 second'");

        start();

        awaitStatuses("DELIVERED");
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().getLast().id())
                .isEqualTo(receiver.received().getFirst().id());
    }

    @Test
    void after_a_restart_it_goes_on_with_what_was_queued_and_what_was_recorded_meanwhile() {
        RunningService service = start("daybook.webhooks.retry-pauses=1s,1s,1s,1s,1s,1s");
        subscribe("/crm");
        receiver.answers(delivery -> Reply.status(503));
        open(ada);
        deposit(ada);
        eventually().until(() -> !receiver.received().isEmpty());
        service.close();
        deposit(ada);
        open(bob);
        receiver.answers(delivery -> Reply.status(200));
        int before = receiver.received().size();

        start();

        awaitStatuses("DELIVERED DELIVERED DELIVERED DELIVERED");
        assertThat(receiver.received()).hasSize(before + 4);
        assertThat(versions(ada).stream().skip(before)).containsExactly(1, 2, 3);
    }

    @Test
    void a_receiver_that_does_not_answer_holds_no_other_up() {
        start("daybook.webhooks.request-timeout=20s", "daybook.webhooks.lease-time=30s");
        subscribe("/slow");
        subscribe("/fast");
        var done = new CountDownLatch(1);
        receiver.answers(delivery -> {
            if (delivery.path().equals("/slow")) {
                Receiver.hold(done);
            }
            return Reply.status(200);
        });
        List<UUID> accounts = Stream.generate(UUID::randomUUID).limit(30).toList();
        accounts.forEach(this::open);

        eventually()
                .until(() -> receiver.received().stream()
                                .filter(delivery -> delivery.path().equals("/fast"))
                                .count()
                        == 30);
        assertThat(receiver.received().stream()
                        .filter(delivery -> delivery.path().equals("/slow")))
                .hasSize(8);
        done.countDown();
        awaitReceived(60);
    }

    @Test
    void an_answer_that_does_not_come_or_has_no_end_or_points_elsewhere_is_dealt_with_in_time() {
        start("daybook.webhooks.retry-pauses=50ms", "daybook.webhooks.request-timeout=1s");
        String id = subscribe("/crm").text("id");
        UUID endless = UUID.randomUUID();
        var done = new CountDownLatch(1);
        receiver.answers(delivery -> {
            if (delivery.streamId().equals(ada.toString())) {
                Receiver.hold(done);
            }
            if (delivery.streamId().equals(bob.toString())) {
                return Reply.with(302, "Location", receiver.url("/elsewhere"));
            }
            return new Reply(200, Map.of(), 50_000_000);
        });
        open(ada);
        open(bob);
        open(endless);

        awaitStatuses("DEAD DEAD DELIVERED");
        done.countDown();
        String listed = get("/v1/webhooks/%s/deliveries".formatted(id));
        assertThat(listed).contains("No answer in time.", "The receiver answered 302; redirects are not followed.");
        assertThat(receiver.received()).allMatch(delivery -> delivery.path().equals("/crm"));
    }

    @Test
    void another_url_gets_what_the_one_before_did_not_take_at_once() {
        start("daybook.webhooks.retry-pauses=10h");
        String id = subscribe("/wrong").text("id");
        receiver.answers(delivery -> Reply.status(delivery.path().equals("/right") ? 200 : 404));
        open(ada);
        eventually().until(() -> get("/v1/webhooks/%s/deliveries".formatted(id)).contains("\"lastStatus\":404"));

        projector.patch("/v1/webhooks/" + id, "{\"url\": \"%s\"}".formatted(receiver.url("/right")));

        awaitStatuses("DELIVERED");
        assertThat(receiver.received().stream().map(Received::path)).containsExactly("/wrong", "/right");
    }

    @Test
    void where_it_is_not_allowed_nothing_is_sent_to_this_machine_even_if_it_was_subscribed_before() {
        RunningService insecure = start();
        String id = subscribe("/crm").text("id");
        insecure.close();
        open(ada);

        start("daybook.webhooks.allow-insecure-targets=false", "daybook.webhooks.retry-pauses=10ms");

        awaitStatuses("DEAD");
        assertThat(get("/v1/webhooks/%s/deliveries".formatted(id))).contains("The URL must begin with https://.");
        projector.query("webhooks", "update subscriptions set url = replace(url, 'http:', 'https:')");
        assertThat(projector.post("/v1/webhooks/%s/redeliver".formatted(id), "").status())
                .isEqualTo(202);
        eventually().until(() -> get("/v1/webhooks/%s/deliveries?status=DEAD".formatted(id))
                .contains("an address that is not on the public internet"));
        assertThat(receiver.received()).isEmpty();
        assertThat(projector
                        .post("/v1/webhooks", "{\"url\": \"%s\"}".formatted(receiver.url("/crm")))
                        .text("type"))
                .isEqualTo("/problems/url-not-allowed");
    }

    @Test
    void what_is_over_is_thrown_away_after_its_time_and_a_deleted_webhook_at_once() {
        start(
                "daybook.webhooks.sweep-every=100ms",
                "daybook.webhooks.delivered-retention=100ms",
                "daybook.webhooks.retry-pauses=10h");
        String id = subscribe("/crm").text("id");
        open(ada);
        awaitReceived(1);
        eventually().until(() -> projector.query("webhooks", "select count(*) from deliveries"), List.of("0")::equals);
        receiver.answers(delivery -> Reply.status(500));
        deposit(ada);
        awaitReceived(2);

        assertThat(projector.delete("/v1/webhooks/" + id).status()).isEqualTo(204);

        assertThat(projector.get("/v1/webhooks/" + id).text("type")).isEqualTo("/problems/unknown-webhook");
        eventually()
                .until(() -> projector.query("webhooks", "select count(*) from subscriptions"), List.of("0")::equals);
        assertThat(projector.query("webhooks", "select count(*) from queues")).containsExactly("0");
    }

    @Test
    void what_cannot_be_is_told_as_a_problem() {
        start("daybook.webhooks.subscriptions-max=1");
        String url = "\"url\": \"%s\"".formatted(receiver.url("/crm"));

        Answer unknownType = projector.post("/v1/webhooks", "{%s, \"eventTypes\": [\"MoneyLost\"]}".formatted(url));
        assertThat(unknownType.status()).isEqualTo(422);
        assertThat(unknownType.text("type")).isEqualTo("/problems/unknown-event-type");
        assertThat(unknownType.body().path("known").toString()).contains("MoneyDeposited", "DocumentAccepted");
        Answer badSecret = projector.post("/v1/webhooks", "{%s, \"secret\": \"whsec_c2hvcnQ=\"}".formatted(url));
        assertThat(badSecret.status()).isEqualTo(422);
        assertThat(badSecret.text("type")).isEqualTo("/problems/bad-secret");
        assertThat(projector
                        .post("/v1/webhooks", "{\"url\": \"ftp://127.0.0.1/\"}")
                        .text("type"))
                .isEqualTo("/problems/url-not-allowed");
        assertThat(projector.post("/v1/webhooks", "{}").status()).isEqualTo(400);
        assertThat(projector
                        .post("/v1/webhooks", "{%s, \"events\": []}".formatted(url))
                        .status())
                .isEqualTo(400);
        String given = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        Answer created = projector.post("/v1/webhooks", "{%s, \"secret\": \"%s\"}".formatted(url, given));
        assertThat(created.text("secret")).isEqualTo(given);
        assertThat(created.header("Location")).isEqualTo("/v1/webhooks/" + created.text("id"));
        assertThat(projector.post("/v1/webhooks", "{%s}".formatted(url)).text("type"))
                .isEqualTo("/problems/too-many-webhooks");
        String path = "/v1/webhooks/" + created.text("id");
        assertThat(projector.patch(path, "{\"status\": \"DISABLED\"}").status()).isEqualTo(400);
        assertThat(projector
                        .post(path + "/deliveries/%s/redeliver".formatted(ada), "")
                        .text("type"))
                .isEqualTo("/problems/unknown-delivery");
        projector.patch(path, "{\"status\": \"PAUSED\"}");
        RecordedEvent event = open(ada);
        awaitStatuses("PENDING");
        assertThat(projector
                        .post(path + "/deliveries/%s/redeliver".formatted(event.eventId()), "")
                        .text("type"))
                .isEqualTo("/problems/delivery-pending");
        String nowhere = "/v1/webhooks/" + UUID.randomUUID();
        assertThat(projector.get(nowhere).text("type")).isEqualTo("/problems/unknown-webhook");
        assertThat(projector.patch(nowhere, "{}").status()).isEqualTo(404);
        assertThat(projector.delete(nowhere).status()).isEqualTo(404);
        assertThat(projector.post(nowhere + "/secret", "").status()).isEqualTo(404);
        assertThat(projector.post(nowhere + "/redeliver", "").status()).isEqualTo(404);
    }

    @Test
    void a_service_that_does_not_fill_the_view_has_no_webhooks() {
        projector.dropDatabase("webhooks");
        projector.start("daybook.views=audit");

        assertThat(projector.get("/v1/webhooks").text("type")).isEqualTo("/problems/unknown-path");
        projector.createDatabase("webhooks");
    }
}
