package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.access.AccessRules;
import io.daybook.command.CommandService;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.ApiOperations;
import io.daybook.testsupport.RecordedActs;
import io.daybook.testsupport.RecordedActs.Act;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpMethod;

/** Administrative acts are recorded before they are done, or are not done; commands are recorded in the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {

    private static final String NOBODY_LISTENS = "jdbc:postgresql://127.0.0.1:1/nowhere";

    private final String actor = "operator-" + UUID.randomUUID();
    private CommandService service;

    @BeforeAll
    void start() {
        service = CommandService.on(CommandService.freshLog());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private List<String> administrative() {
        AccessRules rules = service.bean(AccessRules.class);
        return ApiOperations.of("command-service").stream()
                .filter(operation -> {
                    String[] words = operation.split(" ", 2);
                    return rules.isAdministrative(HttpMethod.valueOf(words[0]), words[1]);
                })
                .toList();
    }

    private Answer ask(CommandService asked, String operation) {
        String[] words = operation.split(" ", 2);
        String path = words[1].replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        return asked.send(words[0], path, "{\"fromPosition\": 1}", "Authorization", CommandService.as(actor));
    }

    @Test
    void every_administrative_path_of_the_description_is_recorded_with_its_answer() {
        assertThat(administrative()).contains("POST /v1/relay/replay", "DELETE /v1/log/verifications/{id}");
        for (String operation : administrative().stream()
                .filter(path -> !path.equals("POST /v1/denied-callers"))
                .toList()) {
            int before = RecordedActs.of(actor).size();

            Answer answer = ask(service, operation);

            await().untilAsserted(() -> {
                List<Act> acts = RecordedActs.of(actor);
                assertThat(acts).as(operation).hasSize(before + 1);
                assertThat(acts.getLast().status()).as(operation).isEqualTo(answer.status());
                assertThat(acts.getLast().service()).isEqualTo("command-service");
            });
        }
    }

    @Test
    void a_command_is_no_administrative_act() {
        String teller = "teller-" + UUID.randomUUID();

        service.post(
                "/v1/accounts/%s/deposits".formatted(service.anAccount()),
                "{\"amount\": \"1.00\"}",
                "Authorization",
                CommandService.as(teller));

        assertThat(RecordedActs.of(teller)).isEmpty();
    }

    @Test
    void a_replay_is_recorded_with_its_reason_and_where_it_begins() {
        String operator = "operator-" + UUID.randomUUID();

        service.post(
                "/v1/relay/replay",
                "{\"fromPosition\": 9000000, \"reason\": \"topic lost\"}",
                "Authorization",
                CommandService.as(operator));

        await().untilAsserted(() -> assertThat(RecordedActs.of(operator))
                .singleElement()
                .satisfies(act -> {
                    assertThat(act.action()).isEqualTo("relay.replay");
                    assertThat(act.about()).isEqualTo("from position 9000000");
                    assertThat(act.reason()).isEqualTo("topic lost");
                    assertThat(act.status()).isEqualTo(422);
                }));
    }

    @Test
    void without_the_record_s_database_commands_are_taken_and_administrative_acts_refused() {
        try (CommandService alone =
                CommandService.on(CommandService.freshLog(), "daybook.operations.url=" + NOBODY_LISTENS)) {
            Answer refused = ask(alone, "POST /v1/relay/replay");

            assertThat(alone.anAccount()).isNotNull();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("/problems/operation-not-recorded");
        }
    }
}
