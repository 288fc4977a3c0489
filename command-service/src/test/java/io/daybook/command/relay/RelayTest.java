package io.daybook.command.relay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.CloudEventAttributes;
import io.daybook.events.EventCodec;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicMac;
import io.daybook.personaldata.KeyFile;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private final String logUrl = CommandService.freshLog();
    private final String topic = "relay-" + UUID.randomUUID();
    private final List<ConsumerRecord<String, byte[]>> received = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer = consumer(topic);

    private static KafkaConsumer<String, byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestServers.kafka().bootstrapServers(),
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false",
                        "metadata.max.age.ms",
                        "200"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private CommandService service() {
        return CommandService.on(logUrl, "daybook.topic=" + topic);
    }

    private CommandService idle() {
        return CommandService.on(logUrl, "daybook.topic=" + topic, "daybook.relay.enabled=false");
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
            assertThat(new EventCodec().decode(event)).isEqualTo(new MoneyDeposited(Money.of("5.00", "EUR"), null));
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

    @Test
    void a_replay_asked_of_any_service_publishes_again_and_new_events_follow() throws Exception {
        try (CommandService service = service();
                CommandService idle = idle()) {
            UUID account = service.anAccount();
            deposit(service, account, 4);
            awaitReceived(5);
            service.bean(Relay.class).stop();

            Answer asked = idle.post(
                    "/v1/relay/replay",
                    "{\"fromPosition\": 3, \"reason\": \"lost mail\"}",
                    "Authorization",
                    CommandService.as("olga"));
            assertThat(asked.status()).isEqualTo(202);
            assertThat(asked.header("Location")).isEqualTo("/v1/relay");
            assertThat(asked.body().get("notice").asString()).contains("when the replay is complete");
            assertThat(asked.body().at("/relay/replay/toPosition").asLong()).isEqualTo(5);
            assertThat(asked.body().at("/relay/replay/position").asLong()).isEqualTo(2);
            deposit(idle, account, 2);
            assertThat(idle.get("/v1/relay").body().get("lagEvents").asLong()).isEqualTo(2);
            Answer again = idle.post("/v1/relay/replay", "{\"fromPosition\": 1}");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.problem()).isEqualTo("/problems/replay-running");

            service.bean(Relay.class).start();
            awaitReceived(10);

            assertThat(positions()).containsExactly(1L, 2L, 3L, 4L, 5L, 3L, 4L, 5L, 6L, 7L);
            awaitReplay(service, "COMPLETED");
            Answer relay = service.get("/v1/relay");
            assertThat(relay.body().get("active").asBoolean()).isTrue();
            assertThat(relay.body().get("lagEvents").asLong()).isZero();
            assertThat(relay.body().at("/replay/position").asLong()).isEqualTo(5);
            assertThat(relay.body().at("/replay/actor").asString()).isEqualTo("olga");
            assertThat(relay.body().at("/replay/reason").asString()).isEqualTo("lost mail");

            assertThat(service.post("/v1/relay/replay", "{\"fromPosition\": 7}").status())
                    .isEqualTo(202);
            awaitReceived(11);
            assertThat(positions()).endsWith(7L, 7L);
        }
    }

    @Test
    void a_topic_that_was_lost_is_made_again_and_filled_from_the_first_event_before_anything_new() throws Exception {
        try (CommandService service = CommandService.on(
                        logUrl,
                        "daybook.topic=" + topic,
                        "daybook.relay.batch-max=2",
                        "daybook.relay.publish-wait-max=2s");
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            UUID account = service.anAccount();
            deposit(service, account, 4);
            awaitReceived(5);

            admin.deleteTopics(List.of(topic)).all().get();
            deposit(service, account, 1);
            awaitReplay(service, "COMPLETED");
            receiveAnew(6);

            assertThat(positions().stream().distinct()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(service.get("/v1/relay").body().at("/replay/actor").asString())
                    .isEqualTo("relay");
        }
    }

    @Test
    void a_topic_that_somebody_made_again_empty_is_filled_from_the_first_event() throws Exception {
        try (CommandService service = service();
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            UUID account = service.anAccount();
            deposit(service, account, 4);
            awaitReceived(5);
            service.bean(Relay.class).stop();
            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(20, SECONDS)
                    .until(() -> !admin.listTopics().names().get().contains(topic));
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();

            service.bean(Relay.class).start();
            deposit(service, account, 1);
            receiveAnew(6);

            assertThat(positions()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void nothing_is_published_to_a_topic_that_is_ahead_of_the_log_and_the_operator_is_told_why() {
        try (CommandService service = service()) {
            deposit(service, service.anAccount(), 4);
            awaitReceived(5);
        }
        String restoredUrl = CommandService.freshLog();
        try (CommandService restored = CommandService.on(restoredUrl, "daybook.topic=" + topic)) {
            deposit(restored, restored.anAccount(), 1);

            String trouble = await().atMost(40, SECONDS)
                    .until(
                            () -> restored.get("/v1/relay")
                                    .body()
                                    .at("/trouble/detail")
                                    .asString(""),
                            detail -> detail.contains("not in this log"));
            assertThat(trouble).contains("position 5", "Back up and restore");
            assertThat(restored.get("/v1/relay").body().get("publishedPosition").asLong())
                    .isZero();
        }
    }

    @Test
    void forged_records_at_the_end_of_every_partition_do_not_stop_the_relay() {
        try (CommandService service = service()) {
            UUID account = service.anAccount();
            awaitReceived(1);
            assertThat(mac().check(event(received.getFirst()), header(received.getFirst(), TopicMac.HEADER)))
                    .isEqualTo(TopicMac.Finding.VALID);
            service.bean(Relay.class).stop();
            forgeAtEachEnd(received.getFirst());

            service.bean(Relay.class).start();
            deposit(service, account, 1);

            awaitPublished(service, 2);
            assertThat(service.get("/v1/relay").body().has("trouble")).isFalse();
            assertThat(service.get("/v1/relay").body().get("macFromPosition").asLong())
                    .isEqualTo(1);
        }
    }

    @Test
    void the_log_notes_from_where_on_the_topic_has_macs_and_a_replay_adds_those_of_before() {
        UUID account;
        try (CommandService before = CommandService.on(logUrl, "daybook.topic=" + topic, "daybook.topic.mac=off")) {
            account = before.anAccount();
            deposit(before, account, 2);
            awaitPublished(before, 3);
            assertThat(before.get("/v1/relay").body().has("macFromPosition")).isFalse();
        }
        try (CommandService service = CommandService.on(logUrl, "daybook.topic=" + topic, "daybook.topic.mac=accept")) {
            deposit(service, account, 1);
            awaitPublished(service, 4);
            assertThat(service.get("/v1/relay").body().get("macFromPosition").asLong())
                    .isEqualTo(4);

            service.post("/v1/relay/replay", "{\"fromPosition\": 1}");
            awaitReplay(service, "COMPLETED");
            assertThat(service.get("/v1/relay").body().get("macFromPosition").asLong())
                    .isEqualTo(1);
            assertThat(service.get("/v1/relay").body().get("macKeys").toString())
                    .isEqualTo("[\"local\"]");
            deposit(service, account, 1);
            awaitReceived(9);
        }
        assertThat(received.subList(0, 3))
                .allSatisfy(record ->
                        assertThat(record.headers().lastHeader(TopicMac.HEADER)).isNull());
        assertThat(received.subList(3, 9).stream().map(record -> TopicMac.range(header(record, TopicMac.HEADER))
                        .from()))
                .containsExactly(4L, 4L, 4L, 4L, 1L, 1L);
    }

    private TopicMac mac() {
        return new TopicMac(topic, KeyFile.read(TestServers.topicKeys(), "topic keys"));
    }

    /** Somebody else's records: an event that the log does not have, with a MAC of another event. */
    private void forgeAtEachEnd(ConsumerRecord<String, byte[]> real) {
        RecordedEvent forged = event(real).withPosition(1_000);
        try (var thief = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < thief.partitionsFor(topic).size(); partition++) {
                var record = new ProducerRecord<>(topic, partition, real.key(), real.value());
                CloudEventAttributes.of(forged).forEach((name, value) -> record.headers()
                        .add(CloudEventAttributes.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8)));
                record.headers().add(real.headers().lastHeader(TopicMac.HEADER));
                var unused = thief.send(record);
            }
        }
    }

    private static void awaitPublished(CommandService service, long position) {
        await().atMost(40, SECONDS)
                .until(() ->
                        service.get("/v1/relay").body().get("publishedPosition").asLong() == position);
    }

    @Test
    void a_replay_can_be_cancelled() {
        try (CommandService service = service()) {
            UUID account = service.anAccount();
            deposit(service, account, 1);
            awaitReceived(2);
            service.bean(Relay.class).stop();
            service.post("/v1/relay/replay", "{\"fromPosition\": 1}");

            Answer cancelled = service.send("DELETE", "/v1/relay/replay", "");
            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(cancelled.body().at("/replay/state").asString()).isEqualTo("CANCELLED");
            assertThat(service.send("DELETE", "/v1/relay/replay", "").problem()).isEqualTo("/problems/no-replay");
        }
    }

    @Test
    void a_replay_from_nowhere_is_refused() {
        try (CommandService idle = idle()) {
            idle.anAccount();

            assertRefused(idle, "{\"fromPosition\": 0}", 400, "malformed");
            assertRefused(idle, "{\"fromPosition\": \"1\"}", 400, "malformed");
            assertRefused(idle, "{\"fromPosition\": 99999999999999999999}", 400, "malformed");
            assertRefused(idle, "{}", 400, "malformed");
            assertRefused(idle, "{\"fromPosition\": 1, \"to\": 2}", 400, "malformed");
            assertRefused(idle, "{\"fromPosition\": 1}", 422, "not-published-yet");
            assertThat(idle.get("/v1/relay").body().has("replay")).isFalse();
        }
    }

    private static void assertRefused(CommandService service, String request, int status, String problem) {
        Answer answer = service.post("/v1/relay/replay", request);
        assertThat(answer.status()).as(request).isEqualTo(status);
        assertThat(answer.problem()).as(request).isEqualTo("/problems/" + problem);
    }

    private static void deposit(CommandService service, UUID account, int times) {
        for (int i = 0; i < times; i++) {
            service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\"}");
        }
    }

    private static void awaitReplay(CommandService service, String state) {
        await().atMost(40, SECONDS).until(() -> service.get("/v1/relay")
                .body()
                .at("/replay/state")
                .asString()
                .equals(state));
    }

    /** The positions in the order of the topic; all events are of one stream, and so in one partition. */
    private List<Long> positions() {
        return received.stream().map(record -> event(record).position()).toList();
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
        awaitReceived(consumer, count);
    }

    /** Forgets what was received, and reads the topic as one who comes to it only now. */
    private void receiveAnew(int count) {
        received.clear();
        try (var newcomer = consumer(topic + "-newcomer")) {
            awaitReceived(newcomer, count);
        }
    }

    private void awaitReceived(KafkaConsumer<String, byte[]> reader, int count) {
        reader.subscribe(List.of(topic));
        await().atMost(40, SECONDS).until(() -> {
            reader.poll(Duration.ofMillis(100)).forEach(received::add);
            return received.size() >= count;
        });
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
