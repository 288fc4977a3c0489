package io.daybook.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.Databases;
import io.daybook.testsupport.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service writes to its log while it handles a request. */
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTest {

    /** Comes by itself, and finds the log away as a request does. */
    private static final String SWEEP = "io.daybook.command.customer.KeyErasureJob";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-%s-00f067aa0ba902b7-00".formatted(TRACE);

    private final String logUrl = CommandService.freshLog();

    private CommandService service() {
        return CommandService.on(logUrl, "daybook.relay.enabled=false");
    }

    @Test
    void a_line_names_the_callers_correlation_id_and_the_trace(CapturedOutput output) throws SQLException {
        try (CommandService service = service()) {
            asOwner("revoke select on events from " + Databases.COMMAND);

            Answer fault = service.post(
                    "/v1/transactions/%s/reversal".formatted(UUID.randomUUID()),
                    "{\"reason\": \"a mistake\"}",
                    "X-Correlation-Id",
                    "till-7.4711",
                    "traceparent",
                    TRACEPARENT);

            assertThat(fault.status()).isEqualTo(500);
            assertThat(fault.header("X-Correlation-Id")).isEqualTo("till-7.4711");
            assertThat(lines(output, "io.daybook")).singleElement().satisfies(line -> {
                assertThat(line.path("message").asString()).contains("fault of ours");
                assertThat(line.path("correlationId").asString()).isEqualTo("till-7.4711");
                assertThat(line.path("traceId").asString()).isEqualTo(TRACE);
                assertThat(line.path("spanId").asString()).matches("[0-9a-f]{16}");
            });
        }
    }

    @Test
    void a_line_of_the_appender_names_the_request_too_and_no_row_that_was_refused(CapturedOutput output)
            throws SQLException {
        try (CommandService service = service()) {
            asOwner("alter table events add constraint none_is_let_in check (position < 0)");

            Answer refused = service.post("/v1/accounts", """
                    {"holder": {"name": "Grace Hopper"}, "currency": "EUR", "reason": "moved here"}""");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(lines(output, "io.daybook")).singleElement().satisfies(line -> {
                assertThat(line.at("/process/thread/name").asString()).isEqualTo("appender");
                assertThat(line.at("/error/stack_trace").asString()).contains("none_is_let_in");
                assertThat(line.path("correlationId").asString())
                        .isEqualTo(refused.header("X-Correlation-Id"))
                        .isEqualTo(line.path("traceId").asString());
            });
            assertThat(lines(output, ""))
                    .asString()
                    .doesNotContain("Grace Hopper")
                    .doesNotContain("moved here");
        }
    }

    @Test
    void what_is_no_id_is_not_taken_for_one() {
        try (CommandService service = service()) {
            Answer answer = service.send("GET", "/v1/log", "", "X-Correlation-Id", "Grace Hopper, London");

            assertThat(answer.header("X-Correlation-Id")).matches("[0-9a-f]{32}");
        }
    }

    private void asOwner(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    /** The warnings and errors of all loggers whose names begin so; not what the tests' servers write beside them. */
    private static List<JsonNode> lines(CapturedOutput output, String logger) {
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JSON::readTree)
                .filter(line -> line.at("/log/logger").asString("").startsWith(logger))
                .filter(line -> !SWEEP.equals(line.at("/log/logger").asString("")))
                .filter(line ->
                        List.of("WARN", "ERROR").contains(line.at("/log/level").asString("")))
                .toList();
    }
}
