package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** What the service writes to its log while it answers. */
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NOBODY_LISTENS = "jdbc:postgresql://127.0.0.1:1/nowhere";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void a_line_names_the_callers_correlation_id_and_the_trace(CapturedOutput output) {
        try (QueryService service =
                new QueryService("daybook.groups=audit", "daybook.databases.audit.url=" + NOBODY_LISTENS)) {
            var answer = service.content(
                    "/v1/accounts/%s/history".formatted(UUID.randomUUID()),
                    "X-Correlation-Id",
                    "desk-12",
                    "traceparent",
                    "00-%s-00f067aa0ba902b7-00".formatted(TRACE));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("X-Correlation-Id")).hasValue("desk-12");
            assertThat(answer.headers().firstValue("traceresponse"))
                    .hasValueSatisfying(trace -> assertThat(trace).startsWith("00-" + TRACE));
            assertThat(output.getOut()
                            .lines()
                            .filter(line -> line.contains("found no database"))
                            .map(JSON::readTree))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.path("correlationId").asString()).isEqualTo("desk-12");
                        assertThat(line.path("traceId").asString()).isEqualTo(TRACE);
                    });
        }
    }
}
