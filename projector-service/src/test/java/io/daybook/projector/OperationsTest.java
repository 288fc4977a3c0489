package io.daybook.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.ApiOperations;
import io.daybook.testsupport.RecordedActs;
import io.daybook.testsupport.RecordedActs.Act;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever an operator does here is recorded before it is done, or is not done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {

    private static final String NOBODY_LISTENS = "jdbc:postgresql://127.0.0.1:1/nowhere";

    private final ProjectorService projector = new ProjectorService();
    private final String operator = "operator-" + UUID.randomUUID();

    @BeforeAll
    void start() {
        projector.start("daybook.views=balances,webhooks");
    }

    @AfterAll
    void stop() {
        projector.close();
    }

    private static List<String> writes() {
        return ApiOperations.of("projector-service").stream()
                .filter(operation -> !operation.startsWith("GET "))
                .toList();
    }

    private Answer ask(ProjectorService service, String operation) {
        String[] words = operation.split(" ", 2);
        String path = words[1].replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        return service.send(
                words[0], path, "{}", TestServers.issuer().token(operator, "ops webhooks:write approvals:write", null));
    }

    @Test
    void every_path_that_changes_something_is_recorded_with_its_answer() {
        for (String operation : writes()) {
            int before = RecordedActs.of(operator).size();

            Answer answer = ask(projector, operation);

            await().untilAsserted(() -> {
                List<Act> acts = RecordedActs.of(operator);
                assertThat(acts).as(operation).hasSize(before + 1);
                assertThat(acts.getLast().status()).as(operation).isEqualTo(answer.status());
                assertThat(acts.getLast().service()).isEqualTo("projector-service");
                assertThat(acts.getLast().actorKind()).isEqualTo("staff");
                assertThat(acts.getLast().correlationId()).isEqualTo(answer.header("X-Correlation-Id"));
            });
        }
    }

    @Test
    void a_rebuild_is_recorded_with_what_is_built_and_why() {
        String actor = "operator-" + UUID.randomUUID();
        String token = TestServers.issuer().token(actor, "ops", null);

        Answer answer = projector.send(
                "POST",
                "/v1/views/balances/rebuild",
                "{\"swap\": \"never\"}",
                token,
                "Daybook-Reason",
                "incident 4711");

        assertThat(answer.status()).isEqualTo(202);
        await().untilAsserted(
                        () -> assertThat(RecordedActs.of(actor)).singleElement().satisfies(act -> {
                            assertThat(act.action()).isEqualTo("view.rebuild");
                            assertThat(act.path()).isEqualTo("/v1/views/balances/rebuild");
                            assertThat(act.about()).isEqualTo("all events, swap NEVER");
                            assertThat(act.reason()).isEqualTo("incident 4711");
                            assertThat(act.status()).isEqualTo(202);
                        }));
    }

    @Test
    void a_reason_that_is_too_long_is_refused_and_nothing_is_done() {
        String actor = "operator-" + UUID.randomUUID();
        String token = TestServers.issuer().token(actor, "ops", null);

        Answer answer =
                projector.send("POST", "/v1/views/balances/rollback", "", token, "Daybook-Reason", "r".repeat(501));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("parameter")).isEqualTo("Daybook-Reason");
        assertThat(RecordedActs.of(actor)).isEmpty();
    }

    @Test
    void whoever_may_not_do_it_leaves_no_record() {
        String actor = "auditor-" + UUID.randomUUID();

        projector.send(
                "POST", "/v1/views/balances/rollback", "", TestServers.issuer().token(actor, "audit:read", null));

        assertThat(RecordedActs.of(actor)).isEmpty();
    }

    @Test
    void without_the_record_s_database_the_service_starts_and_does_nothing_administrative() {
        try (var alone = new ProjectorService()) {
            alone.start("daybook.views=balances,webhooks", "daybook.operations.url=" + NOBODY_LISTENS);

            assertThat(alone.get("/v1/views").status()).isEqualTo(200);
            for (String operation : List.of("POST /v1/views/{view}/rebuild", "DELETE /v1/webhooks/{id}")) {
                Answer answer = ask(alone, operation);
                assertThat(answer.status()).as(operation).isEqualTo(503);
                assertThat(answer.problem()).isEqualTo("/problems/operation-not-recorded");
                assertThat(answer.header("Retry-After")).isNotEmpty();
            }
        }
    }
}
