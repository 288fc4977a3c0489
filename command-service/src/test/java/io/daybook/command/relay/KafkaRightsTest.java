package io.daybook.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.testsupport.ComposedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Kafka as docker-compose.yml sets it up: only the command-service writes, and the projector-service reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaRightsTest {

    private static final Path CHECKOUT = Path.of("..");
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String EVENTS = "daybook.events";

    private ComposedKafka kafka;
    private CommandService service;

    @BeforeAll
    void start() {
        kafka = ComposedKafka.start(CHECKOUT);
        service = CommandService.on(
                CommandService.freshLog(),
                kafka.properties(CHECKOUT, "command-service").toArray(String[]::new));
        service.anAccount();
    }

    @AfterAll
    void stop() {
        service.close();
        kafka.close();
    }

    @Test
    void what_the_command_service_publishes_the_projector_service_reads_in_the_groups_of_views() {
        try (KafkaConsumer<String, String> consumer = consumer("projector", "daybook-balances")) {
            consumer.subscribe(List.of(EVENTS));
            await().atMost(WAIT_MAX).until(() -> !consumer.poll(POLL).isEmpty());
        }
    }

    @Test
    void the_projector_service_can_neither_write_nor_make_a_topic_nor_join_the_group_of_somebody_else() {
        assertThatThrownBy(() -> write(kafka.login("projector"), EVENTS))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> makeTopic(kafka.login("projector"), "daybook.more"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        try (KafkaConsumer<String, String> consumer = consumer("projector", "fraud")) {
            consumer.subscribe(List.of(EVENTS));
            assertThatThrownBy(() -> consumer.poll(WAIT_MAX)).isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void the_command_service_has_no_rights_beyond_its_topics() {
        assertThatThrownBy(() -> write(kafka.login("command"), "payments"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void who_does_not_log_in_or_with_a_wrong_password_is_not_let_in() {
        Map<String, Object> wrong = new HashMap<>(kafka.login("command"));
        wrong.computeIfPresent("sasl.jaas.config", (name, value) -> value.toString()
                .replace("password=\"command\"", "password=\"x\""));
        Map<String, Object> nobody = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "default.api.timeout.ms",
                "3000",
                "request.timeout.ms",
                "2000");

        assertThatThrownBy(() -> write(wrong, EVENTS)).hasCauseInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> makeTopic(nobody, EVENTS)).hasCauseInstanceOf(KafkaException.class);
        assertThat(service.get("/v1/relay").status()).isEqualTo(200);
    }

    private KafkaConsumer<String, String> consumer(String user, String group) {
        Map<String, Object> settings = new HashMap<>(kafka.login(user));
        settings.putAll(Map.of("group.id", group, "auto.offset.reset", "earliest"));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static void write(Map<String, Object> login, String topic) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(login);
        // Else it is refused before it comes to the topic.
        settings.put("enable.idempotence", false);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, UUID.randomUUID().toString(), "{}"))
                    .get();
        }
    }

    private static void makeTopic(Map<String, Object> login, String topic)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(login)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }
}
