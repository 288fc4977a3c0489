package io.daybook.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.localstack.Databases;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import io.daybook.testsupport.TraceReceiver;
import io.daybook.testsupport.TraceReceiver.ReceivedSpan;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command's trace, from its request through the queue and the log to the topic. */
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-%s-%s-01".formatted(TRACE, CALLER);
    private static final String UNSAMPLED = "00-%s-%s-00".formatted(TRACE, CALLER);

    private final String logUrl = CommandService.freshLog();
    private final String topic = "traces-" + UUID.randomUUID();
    private final TraceReceiver receiver = new TraceReceiver();

    private CommandService exporting(String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "daybook.topic=" + topic,
                "daybook.relay.partitions=1",
                "management.tracing.sampling.probability=0",
                "management.opentelemetry.tracing.export.otlp.endpoint=" + receiver.endpoint(),
                "management.opentelemetry.tracing.export.schedule-delay=100ms"));
        properties.addAll(List.of(more));
        return CommandService.on(logUrl, properties.toArray(String[]::new));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_trace_shows_the_request_its_wait_the_append_and_the_publication_and_goes_on_in_the_topic() throws Exception {
        try (CommandService service = exporting()) {
            UUID account = service.anAccount();
            Answer deposit = deposit(service, account, SAMPLED);

            await().atMost(20, SECONDS).until(() -> receiver.spans(TRACE).size() >= 4);
            ReceivedSpan request = span("http post /v1/accounts/{id}/deposits");
            assertThat(request.parentId()).isEqualTo(CALLER);
            assertThat(request.service()).isEqualTo("command-service");
            assertThat(request.tags()).containsEntry("correlation.id", TRACE);
            assertThat(receiver.spans(TRACE)).hasSize(4);
            assertThat(List.of(span("command wait"), span("append"), span("publish")))
                    .allSatisfy(span -> assertThat(span.parentId()).isEqualTo(request.spanId()));
            assertThat(deposit.header("traceresponse")).isEqualTo("00-%s-%s-01".formatted(TRACE, request.spanId()));
            assertThat(deposit.header("X-Correlation-Id")).isEqualTo(TRACE);
            assertThat(metadata())
                    .containsExactly("none", "{\"traceparent\":\"00-%s-%s-01\"}".formatted(TRACE, request.spanId()));
            assertThat(traceparents())
                    .containsExactly(
                            "none",
                            "00-%s-%s-01".formatted(TRACE, span("publish").spanId()));
        }
    }

    @Test
    void what_is_published_again_is_no_part_of_the_trace() throws Exception {
        try (CommandService service = exporting()) {
            deposit(service, service.anAccount(), SAMPLED);
            await().atMost(20, SECONDS).until(() -> traceparents().size() == 2);

            service.post("/v1/relay/replay", "{\"fromPosition\": 2, \"reason\": \"lost\"}");

            await().atMost(20, SECONDS).until(() -> traceparents().size() == 3);
            assertThat(traceparents().getLast()).isEqualTo("none");
        }
    }

    @Test
    void a_command_that_is_not_sampled_leaves_no_trace_in_the_log() throws Exception {
        try (CommandService service = exporting()) {
            Answer deposit = deposit(service, service.anAccount(), UNSAMPLED);

            assertThat(deposit.header("traceresponse"))
                    .startsWith("00-" + TRACE)
                    .endsWith("-00");
            assertThat(metadata()).containsExactly("none", "none");
        }
    }

    @Test
    void without_a_place_to_export_to_nothing_is_sampled() throws Exception {
        try (CommandService service = exporting("management.tracing.export.otlp.enabled=false")) {
            Answer deposit = deposit(service, service.anAccount(), SAMPLED);

            assertThat(deposit.header("traceresponse"))
                    .startsWith("00-" + TRACE)
                    .endsWith("-00");
            assertThat(metadata()).containsExactly("none", "none");
        }
    }

    @Test
    void a_replayed_key_is_known_whatever_the_trace() {
        try (CommandService service = exporting()) {
            String path = "/v1/accounts/%s/deposits".formatted(service.anAccount());
            Answer first = service.post(path, "{\"amount\": \"1.00\"}", "Idempotency-Key", "a", "traceparent", SAMPLED);
            Answer again = service.post(path, "{\"amount\": \"1.00\"}", "Idempotency-Key", "a");

            assertThat(again.body()).isEqualTo(first.body());
        }
    }

    private ReceivedSpan span(String name) {
        return receiver.spans(TRACE).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Answer deposit(CommandService service, UUID account, String traceparent) {
        Answer deposit = service.post(
                "/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\"}", "traceparent", traceparent);
        assertThat(deposit.status()).isEqualTo(201);
        return deposit;
    }

    /** The events' metadata, in the order of the log. */
    private List<String> metadata() throws SQLException {
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select coalesce(metadata::text, 'none') from events order by position")) {
            var metadata = new ArrayList<String>();
            while (rows.next()) {
                metadata.add(rows.getString(1));
            }
            return metadata;
        }
    }

    /** The traceparents of the topic's records, in their order. */
    private List<String> traceparents() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(partition)).get(partition));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var traceparents = new ArrayList<String>();
            while (traceparents.size() < end) {
                consumer.poll(Duration.ofMillis(200))
                        .records(partition)
                        .forEach(record -> traceparents.add(traceparent(record)));
            }
            return traceparents;
        }
    }

    private static String traceparent(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader("traceparent");
        return header == null ? "none" : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
