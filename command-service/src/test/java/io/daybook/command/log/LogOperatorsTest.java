package io.daybook.command.log;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.localstack.Databases;
import io.daybook.localstack.Ports;
import io.daybook.testsupport.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What operators are told about the log. */
class LogOperatorsTest {

    private static final String NO_RELAY = "daybook.relay.enabled=false";
    private static final String READINESS = "/actuator/health/readiness";

    private final String logUrl = CommandService.freshLog();

    @Test
    void the_log_tells_its_end_its_rate_and_its_queue() {
        try (CommandService service = CommandService.on(logUrl, NO_RELAY, "daybook.log.queue-capacity=77")) {
            Answer empty = service.get("/v1/log");
            UUID account = service.anAccount();
            Answer deposit = service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\"}");
            Answer log = service.get("/v1/log");

            assertThat(empty.status()).isEqualTo(200);
            assertThat(empty.body().get("position").asLong()).isZero();
            assertThat(empty.body().has("recordedAt")).isFalse();
            assertThat(log.body().get("position")).isEqualTo(deposit.body().get("position"));
            assertThat(log.body().get("hash").asString())
                    .matches("[0-9a-f]{64}")
                    .isNotEqualTo(empty.body().get("hash").asString());
            assertThat(Instant.parse(log.body().get("recordedAt").asString())).isBeforeOrEqualTo(Instant.now());
            assertThat(log.body().get("eventsPerSecond").asDouble()).isNotNegative();
            assertThat(log.body().at("/queue/waiting").asInt()).isZero();
            assertThat(log.body().at("/queue/capacity").asInt()).isEqualTo(77);
            await().atMost(20, SECONDS)
                    .until(() -> service.get("/v1/log").body().get("troubles").isEmpty());
        }
    }

    @Test
    void numbers_are_kept_of_what_became_of_every_command() throws Exception {
        try (CommandService service =
                CommandService.on(logUrl, NO_RELAY, "daybook.log.require-synchronous-standby=true")) {
            UUID account = service.anAccount();
            String deposits = "/v1/accounts/%s/deposits".formatted(account);
            service.post(deposits, "{\"amount\": \"1.00\"}", "Idempotency-Key", "once");
            service.post(deposits, "{\"amount\": \"1.00\"}", "Idempotency-Key", "once");
            service.post("/v1/accounts/%s/withdrawals".formatted(account), "{\"amount\": \"2.00\"}");

            awaitReadiness(service, 200);
            Map<String, Double> numbers = numbers(service);

            assertThat(numbers)
                    .containsEntry("daybook_commands_total{outcome=\"accepted\"}", 2.0)
                    .containsEntry("daybook_commands_total{outcome=\"repeated\"}", 1.0)
                    .containsEntry("daybook_commands_total{outcome=\"refused\"}", 1.0)
                    .containsEntry("daybook_commands_total{outcome=\"failed\"}", 0.0)
                    .containsEntry("daybook_commands_total{outcome=\"busy\"}", 0.0)
                    .containsEntry("daybook_append_seconds_count", 4.0)
                    .containsEntry("daybook_append_batch_commands_sum", 4.0)
                    .containsEntry("daybook_append_batch_events_sum", 2.0)
                    .containsEntry("daybook_append_batch_events_bucket{le=\"1.0\"}", 4.0)
                    .containsEntry("daybook_command_wait_seconds_count", 4.0)
                    .containsEntry("daybook_queue_depth", 0.0)
                    .containsEntry("daybook_log_position", 2.0)
                    .containsEntry("daybook_log_alone", 1.0)
                    .hasEntrySatisfying("daybook_clock_ahead_seconds", ahead -> assertThat(ahead)
                            .isBetween(-5.0, 5.0))
                    .hasEntrySatisfying("daybook_log_ahead_seconds", ahead -> assertThat(ahead)
                            .isLessThan(5.0))
                    .containsEntry("daybook_relay_active", 0.0)
                    .containsEntry("daybook_relay_lag", 2.0)
                    .containsKeys(
                            "daybook_append_seconds_bucket{le=\"0.001\"}",
                            "daybook_command_wait_seconds_bucket{le=\"15.0\"}",
                            "daybook_relay_publish_seconds_count",
                            "daybook_relay_batch_events_count");
        }
    }

    @Test
    void a_service_is_ready_as_long_as_it_can_append() throws SQLException {
        try (CommandService service = CommandService.on(logUrl, NO_RELAY)) {
            awaitReadiness(service, 200);

            asOwner("revoke select on log_head from " + Databases.COMMAND);
            awaitReadiness(service, 503);
            assertThat(service.get("/v1/log").status()).isEqualTo(503);
            assertThat(service.get("/v1/log").problem()).isEqualTo("/problems/log-unavailable");
            assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);

            asOwner("grant select on log_head to " + Databases.COMMAND);
            awaitReadiness(service, 200);
            assertThat(service.get("/v1/log").status()).isEqualTo(200);
        }
    }

    @Test
    void a_service_whose_clock_is_wrong_is_not_ready_and_records_nothing() {
        try (CommandService service = CommandService.on(logUrl, NO_RELAY, "daybook.clock.ahead-max=0s")) {
            Answer refused = service.post("/v1/accounts", "{\"holder\": {\"name\": \"Ada\"}, \"currency\": \"EUR\"}");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("/problems/clock-deviates");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.text("detail")).contains("Nothing was recorded.");
            awaitReadiness(service, 503);
            await().atMost(20, SECONDS).until(() -> service.get("/v1/log")
                    .body()
                    .at("/troubles/0")
                    .asString()
                    .contains("The clock of"));
            assertThat(service.get("/v1/log").body().get("position").asLong()).isZero();
            assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);
        }
    }

    @Test
    void a_service_whose_appender_has_ended_is_neither_ready_nor_live() {
        try (CommandService service = CommandService.on(logUrl, NO_RELAY)) {
            UUID account = service.anAccount();
            awaitReadiness(service, 200);
            assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);

            var unused = service.bean(CommandQueue.class).enqueue(List.of(deadly(account)), false);

            awaitReadiness(service, 503);
            assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(503);
            assertThat(service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\"}")
                            .problem())
                    .isEqualTo("/problems/log-unavailable");
        }
    }

    private static CommandEnvelope deadly(UUID account) {
        var command = new Command() {
            @Override
            public List<UUID> streams() {
                return List.of(account);
            }

            @Override
            public Decision decide(StreamStates states, DecisionTime time) {
                throw new StackOverflowError("As was wished.");
            }
        };
        return new CommandEnvelope(
                command, UUID.randomUUID(), new Origin("tester", null, null, null), null, OptionalLong.empty());
    }

    @Test
    void health_is_told_while_every_connection_to_the_log_is_taken() throws SQLException {
        try (CommandService service =
                CommandService.on(logUrl, NO_RELAY, "spring.datasource.hikari.maximum-pool-size=6")) {
            awaitReadiness(service, 200);
            DataSource pool = service.bean(DataSource.class);
            var taken = new ArrayList<Connection>();
            try {
                for (int i = 0; i < 6; i++) {
                    taken.add(pool.getConnection());
                }

                long start = System.nanoTime();
                for (int i = 0; i < 20; i++) {
                    assertThat(service.get("/actuator/health").status()).isIn(200, 503);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("twenty questions, of which each would wait 2 s for a connection")
                        .isLessThan(Duration.ofSeconds(10));
            } finally {
                for (Connection connection : taken) {
                    connection.close();
                }
            }
        }
    }

    @Test
    void without_kafka_commands_are_taken_and_the_relay_says_what_is_wrong() {
        String nobody = "127.0.0.1:" + Ports.free();
        try (CommandService service = CommandService.on(
                logUrl,
                "spring.kafka.producer.bootstrap-servers=" + nobody,
                "spring.kafka.admin.properties[bootstrap.servers]=" + nobody,
                "spring.kafka.admin.properties[default.api.timeout.ms]=1000",
                "spring.kafka.admin.properties[request.timeout.ms]=1000")) {
            service.anAccount();

            await().atMost(20, SECONDS)
                    .until(() -> service.get("/v1/relay").body().has("trouble"));
            Answer relay = service.get("/v1/relay");
            assertThat(relay.body().get("active").asBoolean()).isFalse();
            assertThat(relay.body().get("lagEvents").asLong()).isEqualTo(1);
            assertThat(relay.body().get("lagSeconds").asDouble()).isPositive();
            assertThat(relay.body().at("/trouble/detail").asString()).contains("Kafka");
            assertThat(service.get(READINESS).status()).isEqualTo(200);
        }
    }

    private static void awaitReadiness(CommandService service, int status) {
        await().dontCatchUncaughtExceptions()
                .atMost(20, SECONDS)
                .until(() -> service.get(READINESS).status() == status);
    }

    private void asOwner(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    /** The numbers of Daybook by name and labels. */
    private static Map<String, Double> numbers(CommandService service) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/actuator/prometheus"))
                    .header("Authorization", CommandService.as("olga"))
                    .build();
            String page = http.send(request, BodyHandlers.ofString()).body();
            var numbers = new TreeMap<String, Double>();
            page.lines()
                    .filter(line -> line.startsWith("daybook_"))
                    .forEach(line -> numbers.put(
                            line.substring(0, line.lastIndexOf(' ')),
                            Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
            return numbers;
        }
    }
}
