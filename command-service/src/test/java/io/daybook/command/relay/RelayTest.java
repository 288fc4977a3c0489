package io.daybook.command.relay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.events.CloudEventAttributes;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.localstack.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private final String logUrl = TestServers.freshDatabase(Databases.LOG_OWNER);
    private final String topic = "relay-" + UUID.randomUUID();
    private final List<ConsumerRecord<String, byte[]>> received = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of(
                    "bootstrap.servers",
                    TestServers.kafka().bootstrapServers(),
                    "group.id",
                    topic,
                    "auto.offset.reset",
                    "earliest",
                    "metadata.max.age.ms",
                    "200"),
            new StringDeserializer(),
            new ByteArrayDeserializer());

    private CommandService service() {
        return CommandService.on(logUrl, "daybook.topic=" + topic);
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void every_event_reaches_the_topic_as_a_cloud_event_keyed_by_its_stream() {
        try (CommandService service = service()) {
            UUID account = service.anAccount();
            service.post("/v1/accounts/%s/deposits".formatted(account), """
                    {"amount": "5.00", "reason": "gift – Ω", "effectiveDate": "2026-01-31"}""");

            awaitReceived(2);
            ConsumerRecord<String, byte[]> deposited = received.getLast();
            RecordedEvent event = event(deposited);
            assertThat(deposited.key()).isEqualTo(account.toString());
            assertThat(header(deposited, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(deposited, "ce_type")).isEqualTo("io.daybook.MoneyDeposited");
            assertThat(header(deposited, "content-type")).isEqualTo("application/json");
            assertThat(event.reason()).isEqualTo("gift – Ω");
            assertThat(event.effectiveDate()).hasToString("2026-01-31");
            assertThat(new EventCodec().decode(event)).hasToString("MoneyDeposited[amount=5.00 EUR, reference=null]");
        }
    }

    @Test
    void one_of_two_services_relays_and_the_other_takes_over_where_it_was() {
        try (CommandService other = startedAfterAnother()) {
            UUID account = other.anAccount();
            other.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"5.00\"}");

            awaitReceived(4);

            assertThat(other.bean(Relay.class).isActive()).isTrue();
            assertThat(received.stream().map(record -> event(record).position()).sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 4).boxed().toList());
        }
    }

    private CommandService startedAfterAnother() {
        try (CommandService first = service()) {
            await().atMost(20, SECONDS).until(() -> first.bean(Relay.class).isActive());
            CommandService other = service();
            assertThat(other.bean(Relay.class).isActive()).isFalse();
            UUID account = other.anAccount();
            first.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"5.00\"}");
            return other;
        }
    }

    private void awaitReceived(int count) {
        consumer.subscribe(List.of(topic));
        await().atMost(40, SECONDS).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(received::add);
            return received.size() >= count;
        });
        received.sort(
                (one, other) -> Long.compare(event(one).position(), event(other).position()));
    }

    private static RecordedEvent event(ConsumerRecord<String, byte[]> record) {
        return CloudEventAttributes.toEvent(
                name -> record.headers().lastHeader(CloudEventAttributes.HEADER_PREFIX + name) == null
                        ? null
                        : header(record, CloudEventAttributes.HEADER_PREFIX + name),
                new String(record.value(), StandardCharsets.UTF_8));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
