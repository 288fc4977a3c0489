package io.daybook.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildRequestsTest {

    private final ProjectorService projector = new ProjectorService();

    @BeforeAll
    void start() {
        projector.start("daybook.views=balances");
    }

    @AfterAll
    void stop() {
        projector.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"swap\": \"perhaps\"}",
                "{\"toPostion\": 7}",
                "{\"source\": \"memory\"}",
                "{\"toPosition\": 0}",
                "{\"toPosition\": 7, \"swap\": \"always\"}",
                "{\"toPosition\": 7, \"toInstant\": \"2026-01-01T00:00:00Z\"}",
                "{\"toInstant\": \"yesterday\"}",
                "{\"toInstant\": \"1899-12-31T23:59:59Z\"}",
                "{\"toInstant\": \"+294277-01-01T00:00:00Z\"}",
                "nonsense",
            })
    void a_request_that_cannot_be_meant_is_refused(String body) {
        Answer answer = projector.post("/v1/views/balances/rebuild", body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.text("type")).isEqualTo("/problems/malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebuild", "verification"})
    void what_needs_the_log_is_refused_with_the_settings_that_are_missing(String action) {
        Answer answer = projector.post("/v1/views/balances/" + action, "{\"source\": \"log\"}");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.text("type")).isEqualTo("/problems/log-not-configured");
        assertThat(answer.text("detail")).contains("daybook.log.url", "daybook.log.username");
        assertThat(answer.body().path("missing")).hasSize(2);
    }
}
