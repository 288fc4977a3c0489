package io.daybook.projector.webhooks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.projector.ProjectorService;
import io.daybook.projector.webhooks.Receiver.Received;
import io.daybook.projector.webhooks.Receiver.Reply;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");
    private static final String STATUSES = "select string_agg(status, ' ' order by position) from deliveries";

    /** Short, so that failed tries are soon over. */
    private static final List<String> SETTINGS = List.of(
            "daybook.views=webhooks",
            "daybook.webhooks.allow-insecure-targets=true",
            "daybook.webhooks.receivers=http://127.0.0.1:*",
            "daybook.webhooks.poll-interval=50ms",
            "daybook.webhooks.retry-pauses=100ms,100ms",
            "daybook.webhooks.request-timeout=2s",
            "daybook.webhooks.lease-time=3s");

    private final ProjectorService projector = new ProjectorService();
    private final Receiver receiver = new Receiver();
    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();

    @AfterEach
    void stop() {
        projector.close();
        receiver.close();
    }

    private RunningService start(String... properties) {
        var settings = new LinkedHashMap<String, String>();
        Stream.concat(SETTINGS.stream(), Stream.of(properties)).forEach(property -> {
            int equals = property.indexOf('=');
            settings.put(property.substring(0, equals), property.substring(equals + 1));
        });
        RunningService service = projector.start(settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
        eventually().until(() -> projector.get("/v1/webhooks").status() == 200);
        return service;
    }

    private static ConditionFactory eventually() {
        return await().atMost(60, SECONDS);
    }

    private Answer subscribe(String path, String... eventTypes) {
        String types = Stream.of(eventTypes).map("\"%s\""::formatted).toList().toString();
        Answer created = projector.post(
                "/v1/webhooks", "{\"url\": \"%s\", \"eventTypes\": %s}".formatted(receiver.url(path), types));
        assertThat(created.status()).isEqualTo(201);
        return created;
    }

    private String get(String path) {
        return projector.get(path).body().toString();
    }

    private RecordedEvent publish(UUID account, DomainEvent event) {
        RecordedEvent recorded = projector.recorded(account, event, DAY);
        projector.publish(recorded);
        projector.flush();
        return recorded;
    }

    private RecordedEvent open(UUID account) {
        return publish(account, new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")));
    }

    private RecordedEvent deposit(UUID account) {
        return publish(account, new MoneyDeposited(Money.of("1.00", "EUR"), null));
    }

    private void awaitReceived(int count) {
        eventually().untilAsserted(() -> assertThat(receiver.received()).hasSize(count));
    }

    private void awaitStatuses(String statuses) {
        eventually().until(() -> projector.query("webhooks", STATUSES), List.of(statuses)::equals);
    }

    private List<Integer> versions(UUID account) {
        return receiver.received().stream()
                .filter(delivery -> delivery.streamId().equals(account.toString()))
                .map(Received::version)
                .toList();
    }

    @Test
    void an_event_arrives_once_with_its_envelope_and_a_signature_that_holds() {
        start();
        open(ada);
        eventually().until(() -> get("/v1/views").contains("\"position\":1"));
        String secret = subscribe("/crm").text("secret");
        RecordedEvent event = deposit(ada);
        awaitStatuses("DELIVERED");

        assertThat(receiver.received()).hasSize(1);
        Received received = receiver.received().getFirst();
        assertThat(received.isSignedWith(secret)).isTrue();
        assertThat(received.id()).isEqualTo(event.eventId().toString());
        assertThat(received.body())
                .isEqualTo("""
                {"type":"MoneyDeposited","timestamp":"%s","data":{"eventId":"%s","accountId":"%s","streamId":"%s",\
                "version":2,"position":2,"schemaVersion":3,"effectiveDate":"2026-01-01","actor":"teller-1",\
                "reason":"because","purpose":"SALA","correlationId":"%s",\
                "payload":{"amount":{"value":"1.00","currency":"EUR"}}}}""".formatted(event.recordedAt(), event.eventId(), ada, ada, event.correlationId()));
    }

    @Test
    void only_the_types_that_were_asked_for_arrive_and_old_shapes_arrive_in_the_present_one() {
        start();
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
    void all_dead_deliveries_are_redelivered_in_order_at_once() {
        start("daybook.webhooks.retry-pauses=50ms");
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
        start();
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
        start();
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
        start();
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
    void a_receiver_that_asks_for_a_pause_is_left_alone_as_a_whole() {
        start();
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
    void the_list_of_deliveries_comes_page_by_page_the_newest_event_first() {
        start();
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
        start();
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
