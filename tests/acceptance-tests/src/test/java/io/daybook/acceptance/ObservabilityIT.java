package io.daybook.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import io.daybook.testsupport.TraceReceiver;
import io.daybook.testsupport.TraceReceiver.ReceivedSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Traces over all services, and the metrics that dashboard and alarms are made of. */
@Order(SharedDemos.ON_PLAIN)
class ObservabilityIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FILES = RunningDemo.CHECKOUT.resolve("deploy/observability");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-%s-00f067aa0ba902b7-01".formatted(TRACE);

    private final TestClient client = new TestClient();
    private final TraceReceiver receiver = SharedDemos.traces();
    private final RunningDemo demo = SharedDemos.plain();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void one_trace_shows_a_command_from_its_request_through_log_and_topic_into_every_view_and_the_query_after_it() {
        UUID account = demo.openAccount(client);

        Answer deposit = client.post(
                "%s/v1/accounts/%s/deposits".formatted(demo.commands(), account),
                "{\"amount\": \"12.50\"}",
                "traceparent",
                TRACEPARENT);
        Answer balance = client.get(
                "%s/v1/accounts/%s?atLeastVersion=2".formatted(demo.queries(), account), "traceparent", TRACEPARENT);

        assertThat(deposit.status()).isEqualTo(201);
        assertThat(balance.text("balance")).isEqualTo("12.50");
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(receiver.spans(TRACE))
                .extracting(ReceivedSpan::service, ReceivedSpan::name)
                .containsExactlyInAnyOrder(
                        tuple("command-service", "http post /v1/accounts/{id}/deposits"),
                        tuple("command-service", "command wait"),
                        tuple("command-service", "append"),
                        tuple("command-service", "publish"),
                        tuple("projector-service", "project balances"),
                        tuple("projector-service", "project audit"),
                        tuple("projector-service", "project reporting"),
                        tuple("projector-service", "project catalogue"),
                        tuple("projector-service", "project webhooks"),
                        tuple("query-service", "http get /v1/accounts/{accountId}")));
        assertThat(spans("project")).allSatisfy(span -> assertThat(span.parentId())
                .isEqualTo(spans("publish").getFirst().spanId()));
        assertThat(client.get("%s/v1/accounts/%s/history?atLeastVersion=2".formatted(demo.queries(), account))
                        .body()
                        .at("/items/1/metadata/traceparent")
                        .asString())
                .startsWith("00-" + TRACE);
    }

    private List<ReceivedSpan> spans(String name) {
        return receiver.spans(TRACE).stream()
                .filter(span -> span.name().startsWith(name))
                .toList();
    }

    @Test
    void every_number_that_the_dashboard_and_the_alarms_ask_for_is_there() throws IOException {
        demo.openAccount(client);
        client.get(demo.queries() + "/v1/accounts");
        client.get(demo.operators() + "/v1/views");
        List<String> there = Stream.of(demo.commands(), demo.queries(), demo.operators())
                .flatMap(
                        service -> client.page(service + "/actuator/prometheus").lines())
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .distinct()
                .toList();

        List<String> expressions =
                Stream.concat(dashboard().stream(), alarms().stream()).toList();

        assertThat(expressions).hasSizeGreaterThan(30);
        assertThat(expressions)
                .allSatisfy(expression -> assertThat(there).as(expression).containsAll(Metrics.in(expression)));
    }

    @Test
    void every_alarm_is_explained_in_the_handbook() throws IOException {
        List<String> headings = Files.readAllLines(RunningDemo.CHECKOUT.resolve("docs/operations.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();

        assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
            String alarm = rule.path("alert").asString();
            assertThat(headings).contains(alarm);
            assertThat(rule.at("/annotations/summary").asString()).isNotBlank();
            assertThat(rule.at("/annotations/runbook").asString())
                    .isEqualTo("docs/operations.md#" + alarm.toLowerCase(Locale.ROOT));
        });
    }

    private static List<String> dashboard() {
        JsonNode dashboard = JSON.readTree(FILES.resolve("grafana/dashboards/daybook.json"));
        return dashboard
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .toList();
    }

    private static List<String> alarms() throws IOException {
        return rules().stream().map(rule -> rule.path("expr").asString()).toList();
    }

    private static List<JsonNode> rules() throws IOException {
        Object file = new Yaml().load(Files.readString(FILES.resolve("alerts.yml")));
        return JSON.<JsonNode>valueToTree(file)
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    /** Finds the metrics in PromQL: the names that are no function, no keyword and no label. */
    private static final class Metrics {

        private static final Pattern NOT_NAMES = Pattern.compile("""
                "[^"]*" | \\{[^}]*\\} | \\[[^]]*\\] | \\b(by|without|on|ignoring)\\s*\\([^)]*\\) | \\b(and|or|unless|bool|offset)\\b
                """, Pattern.COMMENTS);
        private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");

        /** Prometheus itself keeps it, for each service that it scrapes. */
        private static final String OWN = "up";

        static List<String> in(String expression) {
            Matcher names = NAME.matcher(NOT_NAMES.matcher(expression).replaceAll(" "));
            return names.results()
                    .map(MatchResult::group)
                    .filter(name -> !name.equals(OWN))
                    .toList();
        }
    }
}
