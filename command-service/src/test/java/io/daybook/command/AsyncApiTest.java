package io.daybook.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.daybook.events.EventCodec;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the documentation says of the topic holds: for every shape ever published, and for the records that are really there. */
class AsyncApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode DESCRIPTION = read(Path.of("../docs/api/asyncapi.json"));
    private static final Path SAMPLES = Path.of("../shared-events/src/test/resources/samples");
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> everyShapeEverPublished() {
        return EventCodec.types().stream().flatMap(type -> IntStream.rangeClosed(1, type.version())
                .mapToObj(version -> "%s.v%d".formatted(type.name(), version)));
    }

    /** A schema of the description, with the others that it speaks of. */
    private static Schema schema(String name) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$ref", "#/components/schemas/" + name);
        whole.set("components", DESCRIPTION.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
    }

    @Test
    void the_description_has_every_shape_ever_published_and_no_other() {
        assertThat(DESCRIPTION.path("channels").path("events").path("messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(everyShapeEverPublished().toList());
        assertThat(DESCRIPTION.path("components").path("messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(everyShapeEverPublished().toList());
    }

    @ParameterizedTest
    @MethodSource("everyShapeEverPublished")
    void a_sample_of_each_shape_is_as_described_and_with_a_field_more_it_is_not(String shape) {
        JsonNode sample = read(SAMPLES.resolve(shape + ".json"));

        assertThat(schema(shape).validate(sample)).isEmpty();
        assertThat(schema(shape).validate(((ObjectNode) sample).put("moon", "full")))
                .isNotEmpty();
    }

    @Test
    void the_records_on_the_topic_are_as_described() {
        String topic = "described-" + UUID.randomUUID();
        try (var service = CommandService.on(CommandService.freshLog(), "daybook.topic=" + topic);
                var consumer = consumer(topic)) {
            UUID one = service.anAccount();
            UUID other = service.anAccount();
            service.post("/v1/accounts/%s/deposits".formatted(one), """
                    {"amount": "50.00", "reason": "gift – Ω", "purpose": "GIFT", "effectiveDate": "2026-01-31"}""");
            service.post("/v1/transfers", """
                    {"fromAccountId": "%s", "toAccountId": "%s", "amount": "20.00"}""".formatted(one, other));
            service.post("/v1/accounts/%s/holds".formatted(one), "{\"amount\": \"5.00\"}");
            service.post("/v1/accounts/%s/freeze".formatted(other), "{}");

            var records = new ArrayList<ConsumerRecord<String, String>>();
            consumer.subscribe(List.of(topic));
            await().atMost(WAIT_MAX).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= 7;
            });

            assertThat(records).allSatisfy(AsyncApiTest::isAsDescribed);
        }
    }

    private static void isAsDescribed(ConsumerRecord<String, String> record) {
        ObjectNode headers = JSON.createObjectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        String type = headers.path("ce_type").asString();
        String shape = "%s.v%s"
                .formatted(
                        type.substring(type.lastIndexOf('.') + 1),
                        headers.path("ce_schemaversion").asString());

        assertThat(schema("Headers").validate(headers)).isEmpty();
        assertThat(schema(shape).validate(JSON.readTree(record.value()))).isEmpty();
        assertThat(record.key()).isEqualTo(headers.path("ce_subject").asString());
    }

    private static KafkaConsumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestServers.kafka().bootstrapServers(),
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        "200"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
