package io.daybook.query;

import static io.daybook.localstack.LocalIssuer.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Auditors see who told the services to do what, and why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {

    private static final String TOKEN = TestServers.issuer().token(AUDITOR);

    private QueryService service;

    @BeforeAll
    void start() {
        // Reads are not recorded here: the tables of administrative acts are made all the same.
        service = new QueryService("daybook.groups=audit", "daybook.reads.enabled=false");
        for (int i = 1; i <= 5; i++) {
            service.recordActs(act(i));
            if (i < 5) {
                service.recordActs(answer(i));
            }
        }
    }

    private static String act(int number) {
        return """
                insert into operations.operations (operation_id, requested_at, service, action, path, actor, actor_kind)
                values ('00000000-0000-4000-8000-%012d', '2026-01-01T00:00:0%dZ', 'projector-service',
                        '%s', '/v1/views/balances/rebuild', '%s', 'staff')
                """.formatted(
                number, number, number % 2 == 0 ? "view.rebuild" : "view.rebuild.cancel", number < 4 ? "olga" : "otto");
    }

    private static String answer(int number) {
        return """
                insert into operations.outcomes (operation_id, status)
                values ('00000000-0000-4000-8000-%012d', 202)
                """.formatted(number);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private List<Integer> numbers(String query) {
        return service.as(TOKEN, "/v1/operations" + query)
                .body()
                .path("items")
                .valueStream()
                .map(OperationsTest::number)
                .toList();
    }

    private static int number(JsonNode operation) {
        return Integer.parseInt(operation.path("operationId").asString().substring(24));
    }

    @Test
    void the_newest_come_first_and_actor_action_and_time_narrow_them_down() {
        assertThat(numbers("")).containsExactly(5, 4, 3, 2, 1);
        assertThat(numbers("?actor=olga")).containsExactly(3, 2, 1);
        assertThat(numbers("?action=view.rebuild")).containsExactly(4, 2);
        assertThat(numbers("?actor=olga&action=view.rebuild.cancel")).containsExactly(3, 1);
        assertThat(numbers("?from=2026-01-01T00:00:02Z&to=2026-01-01T00:00:04Z"))
                .containsExactly(3, 2);
        assertThat(numbers("?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z"))
                .hasSize(5);
        assertThat(numbers("?to=2026-01-01T00:00:01Z")).isEmpty();
    }

    @Test
    void an_act_shows_its_answer_as_soon_as_that_is_recorded() {
        List<JsonNode> acts = service.as(TOKEN, "/v1/operations")
                .body()
                .path("items")
                .valueStream()
                .toList();

        assertThat(acts.getFirst().has("status")).isFalse();
        assertThat(acts.getLast().path("status").asInt()).isEqualTo(202);
        assertThat(Instant.parse(acts.getLast().path("requestedAt").asString())).isEqualTo("2026-01-01T00:00:01Z");
        assertThat(acts.getLast().path("actorKind").asString()).isEqualTo("staff");
    }

    @Test
    void pages_join_without_gap_or_overlap_and_a_cursor_belongs_to_its_question() {
        var found = new ArrayList<Integer>();
        String cursor = "";
        do {
            Answer page = service.as(TOKEN, "/v1/operations?limit=2&cursor=" + cursor);
            page.body().path("items").valueStream().map(OperationsTest::number).forEach(found::add);
            cursor = page.text("nextCursor");
        } while (!cursor.isEmpty());

        assertThat(found).containsExactly(5, 4, 3, 2, 1);
        String first = service.as(TOKEN, "/v1/operations?limit=2").text("nextCursor");
        assertThat(service.as(TOKEN, "/v1/operations?actor=olga&cursor=" + first)
                        .status())
                .isEqualTo(400);
    }
}
