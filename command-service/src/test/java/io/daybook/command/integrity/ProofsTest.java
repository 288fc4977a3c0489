package io.daybook.command.integrity;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.events.EventJson;
import io.daybook.events.integrity.ConsistencyProof;
import io.daybook.events.integrity.InclusionProof;
import io.daybook.events.integrity.SignedHead;
import io.daybook.events.integrity.SigningKey;
import io.daybook.events.integrity.VerifyingKey;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an outsider gets in order to check the log. */
class ProofsTest {

    private static final JsonMapper JSON = EventJson.mapper();

    /** More than two blocks of the tree, and a bit. */
    private static final int EVENTS = 600;

    private final String logUrl = CommandService.freshLog();
    private final String topic = "heads-" + UUID.randomUUID();
    private final SigningKey key = SigningKey.generate();
    private final List<VerifyingKey> keys = List.of(key.verifyingKey());

    @TempDir
    private Path folder;

    private CommandService service() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), key.toPem());
        return CommandService.on(
                logUrl,
                "daybook.relay.enabled=false",
                "daybook.integrity.signing-key-file=" + file,
                "daybook.integrity.topic=" + topic,
                "daybook.integrity.head-interval=50ms");
    }

    @Test
    void every_event_is_proved_to_be_in_the_log_and_the_log_to_have_only_grown() throws Exception {
        try (CommandService service = service()) {
            UUID account = service.anAccount();
            SignedHead first = awaitHead(service, 1);
            List<String> eventIds = deposits(service, account, EVENTS - 1);
            SignedHead last = awaitHead(service, EVENTS);

            for (int i = 0; i < eventIds.size(); i += 37) {
                InclusionProof proof = proof(service, eventIds.get(i));

                assertThat(proof.fault(keys)).isEmpty();
                assertThat(proof.event().eventId()).hasToString(eventIds.get(i));
                assertThat(proof.head()).isEqualTo(last);
                assertThat(proof.path()).hasSizeLessThanOrEqualTo(10);
            }
            Answer grown = service.get("/v1/log/consistency?from=1&to=" + EVENTS);
            ConsistencyProof consistency = JSON.readValue(grown.body().toString(), ConsistencyProof.class);
            assertThat(consistency.holdsFor(first, last)).isTrue();
            assertThat(consistency.holdsFor(last, first)).isFalse();
        }
    }

    @Test
    void a_proof_of_which_anything_was_changed_is_refused() throws Exception {
        try (CommandService service = service()) {
            service.anAccount();
            String eventId = deposits(service, service.anAccount(), 2).getLast();
            awaitHead(service, 4);
            String proof = service.get("/v1/log/proofs/" + eventId).body().toString();

            assertThat(JSON.readValue(proof, InclusionProof.class).fault(keys)).isEmpty();
            for (String change : List.of(
                    "1.00=>9.00",
                    "\"position\":4=>\"position\":5",
                    "\"leafIndex\":3=>\"leafIndex\":2",
                    "\"actor\":\"teller-1\"=>\"actor\":\"mallory\"",
                    "\"signature\":\"=>\"signature\":\"AAAA",
                    "\"path\":[\"=>\"path\":[\"" + "0".repeat(64) + "\",\"")) {
                int arrow = change.indexOf("=>");
                String altered = proof.replace(change.substring(0, arrow), change.substring(arrow + 2));
                assertThat(altered).as(change).isNotEqualTo(proof);
                assertThat(JSON.readValue(altered, InclusionProof.class).fault(keys))
                        .as(change)
                        .isPresent();
            }
            List<VerifyingKey> others = List.of(SigningKey.generate().verifyingKey());
            assertThat(JSON.readValue(proof, InclusionProof.class).fault(others))
                    .isPresent();
        }
    }

    @Test
    void signed_heads_are_published_in_order() throws Exception {
        try (CommandService service = service()) {
            service.anAccount();
            awaitHead(service, 1);
            service.anAccount();
            SignedHead last = awaitHead(service, 2);

            List<SignedHead> published = published(2);

            assertThat(published).extracting(SignedHead::position).containsExactly(1L, 2L);
            assertThat(published).allMatch(key.verifyingKey()::hasSigned).last().isEqualTo(last);
        }
    }

    @Test
    void the_public_key_is_told() throws Exception {
        try (CommandService service = service()) {
            JsonNode told = service.get("/v1/log/keys").body().at("/items/0");

            assertThat(told.get("algorithm").asString()).isEqualTo("Ed25519");
            assertThat(told.get("publicKey").asString())
                    .isEqualTo(key.verifyingKey().toPem());
            assertThat(told.get("keyId").asString())
                    .isEqualTo(key.verifyingKey().id());
        }
    }

    @Test
    void without_a_key_the_service_says_what_to_configure() {
        try (CommandService service = CommandService.on(logUrl, "daybook.relay.enabled=false")) {
            service.anAccount();

            Answer head = service.get("/v1/log/head");

            assertThat(head.status()).isEqualTo(404);
            assertThat(head.problem()).isEqualTo("/problems/no-signing-key");
            assertThat(head.body().get("detail").asString()).contains("daybook.integrity.signing-key-file");
            assertThat(service.get("/v1/log/keys").body().get("items").isEmpty())
                    .isTrue();
            assertThat(service.get("/v1/log/proofs/" + UUID.randomUUID()).problem())
                    .isEqualTo("/problems/unknown-event");
        }
    }

    @Test
    void a_key_that_cannot_be_read_stops_the_start() {
        assertThatThrownBy(() -> CommandService.on(logUrl, "daybook.integrity.signing-key=none")
                        .close())
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining("Exactly one PEM block");
    }

    private static List<String> deposits(CommandService service, UUID account, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\"}"))
                .map(answer -> answer.body().at("/eventIds/0").asString())
                .collect(Collectors.toList());
    }

    private static InclusionProof proof(CommandService service, String eventId) {
        Answer answer = service.get("/v1/log/proofs/" + eventId);
        assertThat(answer.status()).isEqualTo(200);
        return JSON.readValue(answer.body().toString(), InclusionProof.class);
    }

    private static SignedHead awaitHead(CommandService service, long position) {
        return JSON.readValue(
                await().atMost(20, SECONDS)
                        .until(
                                () -> service.get("/v1/log/head").body(),
                                head -> head.path("position").asLong() == position)
                        .toString(),
                SignedHead.class);
    }

    private List<SignedHead> published(int count) {
        var heads = new ArrayList<SignedHead>();
        try (var consumer = new KafkaConsumer<>(
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
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(20, SECONDS).until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> heads.add(JSON.readValue(record.value(), SignedHead.class)));
                return heads.size() >= count;
            });
        }
        return heads;
    }
}
