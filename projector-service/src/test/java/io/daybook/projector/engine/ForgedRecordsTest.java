package io.daybook.projector.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.MacRange;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicMac;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.RunningService;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Records that somebody other than the relay has written to the topic. */
class ForgedRecordsTest {

    private static final String REBUILD = "/v1/views/balances/rebuild";
    private static final Set<String> OVER = Set.of("SWAPPED", "KEPT", "FAILED");
    private static final byte[] NEXT_KEY = "the next key, of thirty-two byte".getBytes(StandardCharsets.US_ASCII);

    private static final MacRange ALL = new MacRange(1, List.of("local"));
    private static final MacRange FROM_THE_THIRD = new MacRange(3, List.of("local"));

    private final ProjectorService projector = new ProjectorService();
    private final Accounts accounts = new Accounts(projector);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        projector.close();
    }

    @Test
    void neither_a_view_nor_a_webhook_believes_them_and_the_real_event_is_taken_when_it_comes() throws IOException {
        projector.start(
                "daybook.views=balances,webhooks",
                "daybook.topic.mac-key-file=" + keysBesideTheNext(),
                "daybook.webhooks.allow-insecure-targets=true",
                "daybook.webhooks.receivers=http://127.0.0.1:*");
        accounts.open(2).deposit(2);
        accounts.awaitTotal("2.00");
        accounts.awaitAnswer("webhooks", "select max(position)::text from checkpoints", "4");
        assertThat(projector
                        .post("/v1/webhooks", "{\"url\": \"http://127.0.0.1:9/\", \"eventTypes\": []}")
                        .status())
                .isEqualTo(201);
        RecordedEvent real = deposit(accounts.id(0), "5.00");
        RecordedEvent dear = with(real, real.position(), "7777787.00");
        RecordedEvent behind = with(real, 1_000_000_000, "7777787.00");
        TopicMac mac = projector.mac();

        projector.publish(dear, null);
        projector.publish(behind, null);
        projector.publish(dear, mac.sign(real, ALL));
        projector.publish(dear, new TopicMac("another-topic", Map.of("next", NEXT_KEY)).sign(dear, ALL));
        projector.publish(dear, new TopicMac(projector.topic(), Map.of("thief", NEXT_KEY)).sign(dear, ALL));
        projector.publish(dear, "nonsense");
        projector.publish(real.streamId().toString(), "no event at all");
        projector.publish(real);
        RecordedEvent withNextKey = deposit(accounts.id(0), "10.00");
        projector.publish(
                withNextKey, new TopicMac(projector.topic(), Map.of("next", NEXT_KEY)).sign(withNextKey, ALL));
        projector.flush();

        accounts.awaitTotal("17.00");
        accounts.awaitAnswer(
                "webhooks", "select string_agg(position::text, ' ' order by position) from deliveries", "5 6");
        for (String view : List.of("balances", "webhooks")) {
            accounts.awaitAnswer(view, "select count(*)::text from parked", "0");
            accounts.awaitAnswer(view, "select max(position)::text from checkpoints", "6");
            accounts.awaitAnswer(view, "select sum(version)::text from streams", "6");
            assertThat(projector.page("/actuator/prometheus"))
                    .contains("daybook_projection_forged_total{view=\"%s\"} 7.0".formatted(view));
        }
    }

    @Test
    void a_view_of_before_goes_on_and_is_rebuilt_once_the_log_was_published_again_with_macs() {
        RunningService accepting = projector.start("daybook.views=balances", "daybook.topic.mac=accept");
        UUID account = UUID.randomUUID();
        RecordedEvent opened = projector.recorded(
                account, new AccountOpened(new Holder("Ada"), null, Money.of("0", "EUR")), Accounts.DAY);
        RecordedEvent before = deposit(account, "1.00");
        RecordedEvent after = deposit(account, "2.00");
        projector.publish(opened, null);
        projector.publish(before, null);
        projector.publish(with(after, after.position(), "7777787.00"), signed(after, FROM_THE_THIRD));
        projector.publish(after, signed(after, FROM_THE_THIRD));
        projector.flush();
        accounts.awaitTotal("3.00");
        accepting.close();

        projector.start("daybook.views=balances");
        RecordedEvent last = deposit(account, "4.00");
        projector.publish(with(last, last.position(), "7777787.00"), null);
        projector.publish(last, signed(last, FROM_THE_THIRD));
        projector.flush();
        accounts.awaitTotal("7.00");
        assertThat(refusal()).contains("from position 3 on only", "/v1/relay/replay");

        List.of(opened, before, after).forEach(event -> projector.publish(event, signed(event, FROM_THE_THIRD)));
        projector.publish(last, signed(last, ALL));
        projector.flush();
        JsonNode rebuilt = rebuild();
        assertThat(rebuilt.path("state").asString()).as(rebuilt.toString()).isEqualTo("SWAPPED");
        accounts.awaitTotal("7.00");

        RecordedEvent rotated = deposit(account, "8.00");
        projector.publish(rotated, signed(rotated, new MacRange(1, List.of("lost", "local"))));
        projector.flush();
        accounts.awaitTotal("15.00");
        assertThat(refusal()).contains("of the keys [lost, local]");
    }

    private String signed(RecordedEvent event, MacRange range) {
        return projector.mac().sign(event, range);
    }

    private String refusal() {
        JsonNode refused = rebuild();
        assertThat(refused.path("state").asString()).as(refused.toString()).isEqualTo("FAILED");
        return refused.path("trouble").asString();
    }

    private Path keysBesideTheNext() throws IOException {
        String next = "next " + Base64.getEncoder().encodeToString(NEXT_KEY);
        return Files.write(
                folder.resolve("topic-keys"),
                List.of(next, Files.readString(TestServers.topicKeys()).strip()));
    }

    private RecordedEvent deposit(UUID account, String amount) {
        return projector.recorded(account, new MoneyDeposited(Money.of(amount, "EUR"), null), Accounts.DAY);
    }

    private static RecordedEvent with(RecordedEvent event, long position, String amount) {
        return new RecordedEvent(
                position,
                event.streamId(),
                event.streamVersion(),
                UUID.randomUUID(),
                event.type(),
                event.schemaVersion(),
                "{\"amount\":{\"value\":\"%s\",\"currency\":\"EUR\"}}".formatted(amount),
                event.effectiveDate(),
                event.recordedAt(),
                "teller",
                event.reason(),
                event.purpose(),
                event.correlationId(),
                null,
                null,
                event.hash());
    }

    private JsonNode rebuild() {
        assertThat(projector.post(REBUILD, "").status()).isEqualTo(202);
        return await().atMost(60, SECONDS)
                .until(
                        () -> projector.get(REBUILD).body(),
                        status -> OVER.contains(status.path("state").asString()));
    }
}
