package io.daybook.projector.webhooks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.DomainEvent;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.ProjectorService;
import io.daybook.projector.webhooks.Receiver.Received;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Subscriptions to the events of two accounts, and the receiver that they are delivered to. */
abstract class WebhookCases {

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");
    static final String STATUSES = "select string_agg(status, ' ' order by position) from deliveries";

    /** Short, so that failed tries are soon over. */
    private static final List<String> SETTINGS = List.of(
            "daybook.views=webhooks",
            "daybook.webhooks.allow-insecure-targets=true",
            "daybook.webhooks.receivers=http://127.0.0.1:*",
            "daybook.webhooks.poll-interval=50ms",
            "daybook.webhooks.retry-pauses=100ms,100ms",
            "daybook.webhooks.request-timeout=2s",
            "daybook.webhooks.lease-time=3s");

    final ProjectorService projector = new ProjectorService();
    Receiver receiver;
    UUID ada;
    UUID bob;

    @BeforeEach
    void twoAccountsAndAReceiver() {
        receiver = new Receiver();
        ada = UUID.randomUUID();
        bob = UUID.randomUUID();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    RunningService start(String... properties) {
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

    static ConditionFactory eventually() {
        return await().atMost(60, SECONDS);
    }

    Answer subscribe(String path, String... eventTypes) {
        String types = Stream.of(eventTypes).map("\"%s\""::formatted).toList().toString();
        Answer created = projector.post(
                "/v1/webhooks", "{\"url\": \"%s\", \"eventTypes\": %s}".formatted(receiver.url(path), types));
        assertThat(created.status()).isEqualTo(201);
        return created;
    }

    String get(String path) {
        return projector.get(path).body().toString();
    }

    RecordedEvent publish(UUID account, DomainEvent event) {
        RecordedEvent recorded = projector.recorded(account, event, DAY);
        projector.publish(recorded);
        projector.flush();
        return recorded;
    }

    RecordedEvent open(UUID account) {
        return publish(account, new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")));
    }

    RecordedEvent deposit(UUID account) {
        return publish(account, new MoneyDeposited(Money.of("1.00", "EUR"), null));
    }

    void awaitReceived(int count) {
        eventually().untilAsserted(() -> assertThat(receiver.received()).hasSize(count));
    }

    void awaitStatuses(String statuses) {
        eventually().until(() -> projector.query("webhooks", STATUSES), List.of(statuses)::equals);
    }

    List<Integer> versions(UUID account) {
        return receiver.received().stream()
                .filter(delivery -> delivery.streamId().equals(account.toString()))
                .map(Received::version)
                .toList();
    }
}
