package io.daybook.projector.webhooks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.Money;
import io.daybook.localstack.LocalIssuer;
import io.daybook.projector.ProjectorService;
import io.daybook.projector.webhooks.Receiver.Received;
import io.daybook.projector.webhooks.Receiver.Reply;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import io.daybook.testsupport.TestClient;
import io.daybook.testsupport.TestServers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Receivers that the bank has not listed: nothing goes there before a second person has agreed, and nobody gets around that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookReceiversTest {

    private final ProjectorService projector = new ProjectorService();
    private final TestClient client = new TestClient();
    private Receiver receiver;
    private TestClient olga = client;
    private TestClient paul = client;
    private String service = "";

    /** Only what is below {@code /listed} is listed. */
    @BeforeAll
    void start() {
        RunningService started = projector.start(
                "daybook.views=webhooks",
                "daybook.webhooks.allow-insecure-targets=true",
                "daybook.webhooks.receivers=http://127.0.0.1:*/listed",
                "daybook.webhooks.retry-pauses=10h",
                "daybook.webhooks.poll-interval=50ms");
        service = started.baseUrl();
        olga = client.as("olga").at(service);
        paul = client.as("paul").at(service);
        eventually().until(() -> olga.get("/v1/webhooks").status() == 200);
    }

    @BeforeEach
    void aReceiverThatNobodyHasSubscribed() {
        receiver = new Receiver();
    }

    @AfterEach
    void forgetTheReceiver() {
        receiver.close();
        projector.awaitEnd("webhooks");
        projector.query("webhooks", "truncate deliveries, queues, subscriptions");
    }

    @AfterAll
    void stop() {
        projector.close();
        client.close();
    }

    private static ConditionFactory eventually() {
        return await().atMost(60, SECONDS);
    }

    private String url(String path) {
        return "{\"url\": \"%s\"}".formatted(receiver.url(path));
    }

    /** The path of a new subscription of olga's. */
    private String subscribe(String receiverPath) {
        Answer created = olga.post("/v1/webhooks", url(receiverPath));
        assertThat(created.status()).isEqualTo(201);
        return created.header("Location");
    }

    private static Answer patch(TestClient person, String webhook, String change) {
        return person.send("PATCH", webhook, change);
    }

    private static Answer approve(TestClient person, String webhook, String url) {
        return person.post(webhook + "/approve", url);
    }

    private String status(String webhook) {
        return olga.get(webhook).text("status");
    }

    private void openAccount() {
        projector.publish(projector.recorded(
                UUID.randomUUID(),
                new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")),
                LocalDate.parse("2026-01-01")));
        projector.flush();
    }

    /** Opens an account, and waits until a subscription that takes everything has it. */
    private void openAccountAndAwait(String receiverPath) {
        long before = receivedAt(receiverPath);
        openAccount();
        eventually().until(() -> receivedAt(receiverPath) == before + 1);
    }

    private long receivedAt(String path) {
        return receiver.received().stream()
                .map(Received::path)
                .filter(path::equals)
                .count();
    }

    @Test
    void a_listed_receiver_needs_nobody_else() {
        String webhook = subscribe("/listed/crm");

        assertThat(status(webhook)).isEqualTo("ACTIVE");
        assertThat(olga.get(webhook).body().has("receiverRequest")).isFalse();
        openAccountAndAwait("/listed/crm");
    }

    @Test
    void another_receiver_waits_and_gets_what_is_recorded_after_a_second_person_has_agreed() {
        subscribe("/listed/crm");
        String webhook = subscribe("/other");
        openAccountAndAwait("/listed/crm");

        Answer waiting = olga.get(webhook);
        assertThat(waiting.text("status")).isEqualTo("WAITING");
        var request = waiting.body().path("receiverRequest");
        assertThat(request.path("url").asString()).isEqualTo(receiver.url("/other"));
        assertThat(request.path("requestedBy").asString()).isEqualTo("olga");
        assertThat(request.path("expiresAt").asString())
                .isGreaterThan(request.path("requestedAt").asString());
        assertThat(waiting.body().path("pending").asInt()).isZero();
        Answer approved = approve(paul, webhook, url("/other"));

        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.text("status")).isEqualTo("ACTIVE");
        assertThat(approved.text("decidedBy")).isEqualTo("paul");
        assertThat(approved.body().has("receiverRequest")).isFalse();
        openAccountAndAwait("/other");
        assertThat(receivedAt("/other")).isEqualTo(1);
    }

    @Test
    void neither_whoever_asked_nor_a_customer_nor_a_system_nor_somebody_without_the_scope_agrees() {
        String webhook = subscribe("/other");
        TestClient customer = client.withToken(
                        TestServers.issuer().token("carl", LocalIssuer.EVERY_SCOPE, LocalIssuer.CUSTOMER_ID))
                .at(service);
        TestClient system = client.withToken(TestServers.issuer().tokenOfChannel("switch", LocalIssuer.EVERY_SCOPE))
                .at(service);
        TestClient operator = client.withToken(TestServers.issuer().token("otto", "ops webhooks:write", null))
                .at(service);

        for (String decision : List.of("/approve", "/reject")) {
            String body = decision.equals("/approve") ? url("/other") : "";
            assertThat(olga.post(webhook + decision, body).text("type")).isEqualTo("/problems/same-person");
            assertThat(system.post(webhook + decision, body).text("type")).isEqualTo("/problems/not-a-person");
            assertThat(customer.post(webhook + decision, body).status()).isEqualTo(403);
            assertThat(operator.post(webhook + decision, body).status()).isEqualTo(403);
        }
        assertThat(status(webhook)).isEqualTo("WAITING");
    }

    @Test
    void no_change_of_status_is_a_way_around() {
        String waiting = subscribe("/other");
        String rejected = subscribe("/rejected");
        assertThat(paul.post(rejected + "/reject", "").text("status")).isEqualTo("REJECTED");

        for (String webhook : List.of(waiting, rejected)) {
            for (String to : List.of("ACTIVE", "PAUSED")) {
                Answer refused = patch(olga, webhook, "{\"status\": \"%s\"}".formatted(to));
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.text("type")).isEqualTo("/problems/receiver-not-agreed");
            }
            assertThat(patch(olga, webhook, "{\"description\": \"CRM\"}").status())
                    .isEqualTo(200);
        }
        assertThat(patch(olga, rejected, "{\"url\": \"%s\", \"status\": \"ACTIVE\"}".formatted(receiver.url("/x")))
                        .status())
                .isEqualTo(409);
        assertThat(patch(olga, waiting, "{\"status\": \"WAITING\"}").status()).isEqualTo(400);
        assertThat(status(waiting)).isEqualTo("WAITING");
        assertThat(status(rejected)).isEqualTo("REJECTED");
        assertThat(olga.get(rejected).text("url")).isEqualTo(receiver.url("/rejected"));
    }

    @Test
    void another_url_of_an_active_subscription_waits_and_the_one_before_goes_on_until_then() {
        String webhook = subscribe("/listed/crm");

        Answer changed = patch(olga, webhook, url("/thief"));

        assertThat(changed.text("status")).isEqualTo("ACTIVE");
        assertThat(changed.text("url")).isEqualTo(receiver.url("/listed/crm"));
        assertThat(changed.body().path("receiverRequest").path("url").asString())
                .isEqualTo(receiver.url("/thief"));
        openAccountAndAwait("/listed/crm");
        patch(olga, webhook, "{\"status\": \"PAUSED\"}");
        patch(olga, webhook, "{\"status\": \"ACTIVE\"}");
        openAccountAndAwait("/listed/crm");
        assertThat(receivedAt("/thief")).isZero();
        assertThat(approve(olga, webhook, url("/thief")).text("type")).isEqualTo("/problems/same-person");

        assertThat(paul.post(webhook + "/reject", "").text("url")).isEqualTo(receiver.url("/listed/crm"));

        assertThat(approve(paul, webhook, url("/thief")).text("type")).isEqualTo("/problems/approval-ended");
        openAccountAndAwait("/listed/crm");
        assertThat(receivedAt("/thief")).isZero();
    }

    @Test
    void what_the_url_before_did_not_take_goes_to_the_one_that_was_agreed_to() {
        String webhook = subscribe("/listed/crm");
        receiver.answers(delivery -> Reply.status(delivery.path().equals("/other") ? 200 : 500));
        openAccount();
        eventually().until(() -> receivedAt("/listed/crm") == 1);
        patch(olga, webhook, url("/other"));

        assertThat(approve(paul, webhook, url("/other")).text("url")).isEqualTo(receiver.url("/other"));

        eventually().until(() -> receivedAt("/other") == 1);
    }

    @Test
    void asking_for_another_url_tries_nothing_again_at_the_present_one() {
        String webhook = subscribe("/listed/crm");
        receiver.answers(delivery -> Reply.status(500));
        openAccount();
        eventually().until(() -> projector.query("webhooks", "select tries from deliveries"), List.of("1")::equals);

        patch(olga, webhook, url("/one"));
        patch(olga, webhook, url("/two"));
        openAccountAndAwait("/listed/crm");

        assertThat(projector.query("webhooks", "select max(tries) from deliveries where status = 'PENDING'"))
                .containsExactly("1");
        assertThat(receivedAt("/listed/crm")).isEqualTo(2);
    }

    @Test
    void an_answer_that_the_url_before_still_owes_holds_up_nothing_at_the_new_one() {
        String webhook = subscribe("/listed/crm");
        var agreed = new CountDownLatch(1);
        receiver.answers(delivery -> {
            if (delivery.path().equals("/listed/crm")) {
                Receiver.hold(agreed);
            }
            return Reply.status(delivery.path().equals("/listed/crm") ? 500 : 200);
        });
        openAccount();
        eventually().until(() -> receivedAt("/listed/crm") == 1);
        patch(olga, webhook, url("/other"));

        approve(paul, webhook, url("/other"));

        eventually().until(() -> receivedAt("/other") == 1);
        agreed.countDown();
        openAccount();
        eventually().until(() -> receivedAt("/other") == 2);
        assertThat(receivedAt("/listed/crm")).isEqualTo(1);
    }

    @Test
    void a_second_person_agrees_to_the_url_that_it_has_seen_and_to_no_other() {
        String webhook = subscribe("/harmless");
        patch(olga, webhook, url("/thief"));

        assertThat(approve(paul, webhook, url("/harmless")).text("type")).isEqualTo("/problems/receiver-changed");
        assertThat(approve(paul, webhook, "{}").status()).isEqualTo(400);
        assertThat(status(webhook)).isEqualTo("WAITING");
        assertThat(approve(paul, webhook, url("/thief")).status()).isEqualTo(200);
    }

    @Test
    void whoever_changed_the_url_last_is_the_one_who_cannot_agree() {
        String webhook = subscribe("/one");
        patch(paul, webhook, url("/one"));
        assertThat(approve(olga, webhook, url("/one")).text("type")).isEqualTo("/problems/same-person");
        patch(paul, webhook, url("/two"));

        assertThat(approve(paul, webhook, url("/two")).text("type")).isEqualTo("/problems/same-person");
        assertThat(approve(olga, webhook, url("/two")).status()).isEqualTo(200);
    }

    @Test
    void the_present_url_takes_a_request_back_and_a_listed_one_ends_it() {
        String webhook = subscribe("/listed/crm");
        patch(olga, webhook, url("/thief"));
        assertThat(patch(olga, webhook, url("/listed/crm")).body().has("receiverRequest"))
                .isFalse();
        assertThat(approve(paul, webhook, url("/thief")).text("type")).isEqualTo("/problems/approval-ended");
        String other = subscribe("/other");

        Answer listed = patch(olga, other, url("/listed/other"));

        assertThat(listed.text("status")).isEqualTo("ACTIVE");
        assertThat(listed.body().has("receiverRequest")).isFalse();
        openAccountAndAwait("/listed/other");
    }

    @Test
    void after_seven_days_a_request_has_ended_and_may_be_made_again() {
        String created = subscribe("/other");
        String changed = subscribe("/listed/crm");
        patch(olga, changed, url("/thief"));
        projector.query(
                "webhooks",
                "update subscriptions set requested_at = now() - interval '7 days' where requested_at is not null returning url");

        assertThat(status(created)).isEqualTo("REJECTED");
        assertThat(olga.get(changed).body().has("receiverRequest")).isFalse();
        assertThat(approve(paul, created, url("/other")).text("type")).isEqualTo("/problems/approval-ended");
        assertThat(approve(paul, changed, url("/thief")).text("type")).isEqualTo("/problems/approval-ended");
        assertThat(patch(olga, created, "{\"status\": \"ACTIVE\"}").status()).isEqualTo(409);

        assertThat(patch(olga, created, url("/other")).text("status")).isEqualTo("WAITING");
        assertThat(approve(paul, created, url("/other")).text("status")).isEqualTo("ACTIVE");
    }

    @Test
    void of_two_who_decide_at_once_one_is_told_that_it_has_ended() throws Exception {
        String webhook = subscribe("/other");
        TestClient rita = client.as("rita").at(service);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Callable<Answer>> decisions =
                    List.of(() -> approve(paul, webhook, url("/other")), () -> approve(rita, webhook, url("/other")));
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : both.invokeAll(decisions)) {
                statuses.add(answer.get().status());
            }

            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        }
        openAccountAndAwait("/other");
    }

    @Test
    void a_receiver_that_is_not_listed_gets_no_more_types_than_were_agreed_to() {
        Answer created = olga.post(
                "/v1/webhooks",
                "{\"url\": \"%s\", \"eventTypes\": [\"AccountOpened\", \"MoneyDeposited\"]}"
                        .formatted(receiver.url("/other")));
        String webhook = created.header("Location");
        List<String> wider = List.of("{\"eventTypes\": []}", "{\"eventTypes\": [\"MoneyWithdrawn\"]}");
        for (String types : wider) {
            assertThat(patch(olga, webhook, types).text("type")).isEqualTo("/problems/second-person-needed");
        }
        approve(paul, webhook, url("/other"));
        for (String types : wider) {
            assertThat(patch(olga, webhook, types).text("type")).isEqualTo("/problems/second-person-needed");
        }

        assertThat(patch(olga, webhook, "{\"eventTypes\": [\"AccountOpened\"]}").status())
                .isEqualTo(200);
        assertThat(patch(olga, webhook, "{\"url\": \"%s\", \"eventTypes\": []}".formatted(receiver.url("/listed/x")))
                        .status())
                .isEqualTo(200);
        patch(olga, webhook, "{\"eventTypes\": [\"AccountOpened\"]}");
        patch(olga, webhook, url("/thief"));
        assertThat(patch(olga, webhook, "{\"eventTypes\": []}").text("type"))
                .isEqualTo("/problems/second-person-needed");
    }

    @Test
    void a_subscription_of_the_release_before_stays_active_wherever_it_goes() {
        String webhook = subscribe("/other");
        projector.query("webhooks", """
                update subscriptions
                set status = 'ACTIVE', requested_url = null, requested_by = null, requested_at = null
                returning url""");

        openAccountAndAwait("/other");

        assertThat(status(webhook)).isEqualTo("ACTIVE");
        patch(olga, webhook, "{\"status\": \"PAUSED\"}");
        assertThat(patch(olga, webhook, "{\"status\": \"ACTIVE\"}").text("status"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void a_service_does_not_start_with_a_list_that_cannot_be_read() {
        assertThatThrownBy(() -> projector.start("daybook.views=webhooks", "daybook.webhooks.receivers=crm.example"))
                .hasStackTraceContaining("daybook.webhooks.receivers has 'crm.example'");
    }

    @Test
    void nothing_can_be_decided_about_a_webhook_that_is_not_there() {
        String nowhere = "/v1/webhooks/" + UUID.randomUUID();

        assertThat(Stream.of(approve(paul, nowhere, url("/x")), paul.post(nowhere + "/reject", "")))
                .allMatch(answer -> answer.text("type").equals("/problems/unknown-webhook"));
    }
}
