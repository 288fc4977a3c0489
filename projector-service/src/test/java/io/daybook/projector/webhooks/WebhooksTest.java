package io.daybook.projector.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.projector.webhooks.Receiver.Received;
import io.daybook.projector.webhooks.Receiver.Reply;
import io.daybook.testsupport.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a webhook does, at one service that all cases share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest extends WebhookCases {

    @BeforeAll
    void startOnce() {
        start();
    }

    @AfterEach
    void forgetTheSubscriptions() {
        projector.awaitEnd("webhooks");
        projector.query("webhooks", "truncate deliveries, queues, subscriptions");
    }

    @AfterAll
    void stop() {
        projector.close();
    }

    @Test
    void an_event_arrives_once_with_its_envelope_and_a_signature_that_holds() {
        open(ada);
        projector.awaitEnd("webhooks");
        String secret = subscribe("/crm").text("secret");
        RecordedEvent event = deposit(ada);
        awaitStatuses("DELIVERED");

        assertThat(receiver.received()).hasSize(1);
        Received received = receiver.received().getFirst();
        assertThat(received.isSignedWith(secret)).isTrue();
        assertThat(received.id()).isEqualTo(event.eventId().toString());
        assertThat(received.body()).isEqualTo("""
                {"type":"MoneyDeposited","timestamp":"%s","data":{"eventId":"%s","accountId":"%s","streamId":"%s",\
                "version":2,"position":%d,"schemaVersion":3,"effectiveDate":"2026-01-01","actor":"teller-1",\
                "reason":"because","purpose":"SALA","correlationId":"%s",\
                "payload":{"amount":{"value":"1.00","currency":"EUR"}}}}""".formatted(
                        event.recordedAt(), event.eventId(), ada, ada, event.position(), event.correlationId()));
    }

    @Test
    void only_the_types_that_were_asked_for_arrive_and_old_shapes_arrive_in_the_present_one() {
        subscribe("/opened", "AccountOpened");
        projector.publish(projector.recorded(ada, "AccountOpened", 1, """
                {"holderName":"Ada","overdraftLimit":{"value":"0.00","currency":"EUR"}}"""));
        deposit(ada);
        open(bob);
        awaitReceived(2);
        awaitStatuses("DELIVERED DELIVERED");

        assertThat(receiver.received()).allSatisfy(received -> {
            assertThat(received.json().path("type").asString()).isEqualTo("AccountOpened");
            assertThat(received.json().path("data").path("schemaVersion").asInt())
                    .isEqualTo(4);
            assertThat(received.body()).contains("\"holder\":{\"name\":\"Ada\"}");
        });
    }

    @Test
    void all_dead_deliveries_are_redelivered_in_order_at_once() {
        String id = subscribe("/crm").text("id");
        receiver.answers(delivery -> Reply.status(500));
        open(ada);
        deposit(ada);
        open(bob);
        awaitStatuses("DEAD DEAD DEAD");
        int before = receiver.received().size();
        receiver.answers(delivery -> Reply.status(200));

        Answer answer = projector.post("/v1/webhooks/%s/redeliver".formatted(id), "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("queued").asInt()).isEqualTo(3);
        assertThat(answer.body().path("dead").asInt()).isZero();
        awaitStatuses("DELIVERED DELIVERED DELIVERED");
        assertThat(receiver.received().stream()
                        .skip(before)
                        .filter(delivery -> delivery.streamId().equals(ada.toString()))
                        .map(Received::version))
                .containsExactly(1, 2);
    }

    @Test
    void gone_disables_the_subscription_until_somebody_says_otherwise() {
        String id = subscribe("/crm").text("id");
        receiver.answers(delivery -> Reply.status(delivery.path().equals("/crm") ? 410 : 200));
        open(ada);
        eventually().until(() -> get("/v1/webhooks/" + id).contains("DISABLED"));
        deposit(bob);
        subscribe("/other");
        RecordedEvent later = deposit(bob);
        eventually()
                .until(() -> receiver.received().getLast().id(), later.eventId().toString()::equals);
        assertThat(receiver.received().stream()
                        .filter(delivery -> delivery.path().equals("/crm")))
                .hasSize(1);

        receiver.answers(delivery -> Reply.status(200));
        assertThat(projector
                        .patch("/v1/webhooks/" + id, "{\"status\": \"ACTIVE\"}")
                        .text("status"))
                .isEqualTo("ACTIVE");

        eventually()
                .until(() -> receiver.received().stream()
                                .filter(delivery -> delivery.path().equals("/crm"))
                                .count()
                        == 2);
        assertThat(versions(ada)).containsExactly(1, 1);
    }

    @Test
    void what_is_recorded_while_a_webhook_is_paused_arrives_once_it_is_active_again() {
        String id = subscribe("/crm").text("id");
        projector.patch("/v1/webhooks/" + id, "{\"status\": \"PAUSED\"}");
        open(ada);
        deposit(ada);
        awaitStatuses("PENDING PENDING");
        subscribe("/other");
        deposit(ada);
        eventually()
                .until(() -> receiver.received().stream().map(Received::path).toList(), List.of("/other")::equals);

        projector.patch("/v1/webhooks/" + id, "{\"status\": \"ACTIVE\"}");

        eventually().until(() -> receiver.received().size() == 4);
        assertThat(receiver.received().stream()
                        .filter(delivery -> delivery.path().equals("/crm"))
                        .map(Received::version))
                .containsExactly(1, 2, 3);
    }

    @Test
    void while_a_secret_is_rotated_the_one_before_signs_too() {
        Answer created = subscribe("/crm");
        String before = created.text("secret");
        String path = "/v1/webhooks/" + created.text("id");
        String after = projector.post(path + "/secret", "").text("secret");
        open(ada);
        awaitReceived(1);
        assertThat(receiver.received().getFirst().isSignedWith(before)).isTrue();
        assertThat(receiver.received().getFirst().isSignedWith(after)).isTrue();
        assertThat(get(path)).contains("previousSecretUntil").doesNotContain("whsec_");

        projector.query("webhooks", "update subscriptions set previous_secret_until = now()");
        assertThat(get(path)).doesNotContain("previousSecretUntil");
        deposit(ada);

        awaitReceived(2);
        assertThat(receiver.received().getLast().isSignedWith(before)).isFalse();
        assertThat(receiver.received().getLast().isSignedWith(after)).isTrue();
    }

    @Test
    void a_receiver_that_asks_for_a_pause_is_left_alone_as_a_whole() {
        String id = subscribe("/crm").text("id");
        receiver.answers(delivery -> Reply.with(429, "Retry-After", "600"));
        open(ada);
        eventually().until(() -> get("/v1/webhooks/" + id).contains("restingUntil"));
        subscribe("/other");
        receiver.answers(delivery -> Reply.status(200));
        open(bob);
        eventually().until(() -> receiver.received().getLast().path().equals("/other"));
        awaitStatuses("PENDING PENDING DELIVERED");
        assertThat(receiver.received()).hasSize(2);

        projector.patch("/v1/webhooks/" + id, "{\"status\": \"ACTIVE\"}");

        awaitReceived(4);
    }

    @Test
    void the_list_of_deliveries_comes_page_by_page_the_newest_event_first() {
        String id = subscribe("/crm").text("id");
        receiver.answers(delivery -> Reply.status(delivery.version() % 2 == 0 ? 200 : 410));
        for (int i = 0; i < 5; i++) {
            deposit(ada);
        }
        projector.patch("/v1/webhooks/" + id, "{\"status\": \"PAUSED\"}");
        awaitStatuses("PENDING PENDING PENDING PENDING PENDING");
        List<Integer> versions = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = projector.get("/v1/webhooks/%s/deliveries?limit=2%s".formatted(id, cursor));
            page.body()
                    .path("items")
                    .forEach(item -> versions.add(item.path("version").asInt()));
            cursor = page.body().has("nextCursor") ? "&cursor=" + page.text("nextCursor") : "";
        } while (!cursor.isEmpty());

        assertThat(versions).containsExactly(5, 4, 3, 2, 1);
        assertThat(projector
                        .get("/v1/webhooks/%s/deliveries?limit=0".formatted(id))
                        .status())
                .isEqualTo(400);
        assertThat(projector
                        .get("/v1/webhooks/%s/deliveries?status=LOST".formatted(id))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_view_is_not_rebuilt_and_its_readers_are_nobody() {
        subscribe("/crm");

        Answer rebuild = projector.post("/v1/views/webhooks/rebuild", "");

        assertThat(rebuild.status()).isEqualTo(409);
        assertThat(rebuild.text("type")).isEqualTo("/problems/view-not-derived");
        assertThat(rebuild.text("detail")).contains("Restore its database from a backup");
        for (String table : List.of("subscriptions", "deliveries", "queues")) {
            assertThatThrownBy(() -> projector.query("webhooks", Databases.QUERY, "select * from " + table))
                    .hasMessageContaining("permission denied");
        }
    }
}
