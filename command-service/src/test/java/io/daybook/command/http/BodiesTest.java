package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.command.CommandService;
import io.daybook.testsupport.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that say something else than is asked for, pages of other origins, and what every answer has in its header. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesTest {

    private static final String FRONT_END = "https://console.bank.example";

    private CommandService service;

    @BeforeAll
    void start() {
        service = CommandService.on(
                CommandService.freshLog(),
                "daybook.relay.enabled=false",
                "daybook.access.allowed-origins=" + FRONT_END);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"holder\": {\"name\": \"Ada\"}, \"currency\": \"EUR\", \"colour\": 1}           | /colour",
                "{\"holder\": {\"name\": \"Ada\", \"colour\": 1}, \"currency\": \"EUR\"}           | /holder/colour",
                "{\"holder\": {\"name\": \"Ada\"}, \"currency\": \"EUR\", \"a/b~\": 1}             | /a~1b~0",
                "{\"holder\": {\"name\": \"Ada\", \"name\": \"Bob\"}, \"currency\": \"EUR\"}       | /holder/name",
                "{\"holder\": {\"name\": \"Ada\"}, \"currency\": \"EUR\", \"currency\": \"USD\"}   | /currency",
                "{\"holder\": {\"name\": 5}, \"currency\": \"EUR\"}                                | /holder/name",
                "{\"holder\": {\"name\": true}, \"currency\": \"EUR\"}                             | /holder/name",
                "{\"holder\": \"Ada\", \"currency\": \"EUR\"}                                      | /holder",
                "{\"holder\": null, \"currency\": \"EUR\"}                                         | /holder",
                "{\"holder\": {\"name\": \"Ada\"}}                                                 | /currency",
                "{\"holder\": {\"name\": \"Ada\"}, \"currency\": \"EUR\"} {}                       | ''",
                "[]                                                                                | ''",
            })
    void a_body_that_says_something_else_is_refused_with_the_place(String body, String pointer) {
        Answer refused = service.post("/v1/accounts", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("/problems/malformed");
        assertThat(refused.body().path("pointer").asString("none")).isEqualTo(pointer);
        assertThat(refused.body().toString()).doesNotContain("jackson", "io.daybook", "java.", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "deposits | {\"amount\": 12.5}                                                      | /amount is of"
                        + " another type. Give it as text",
                "deposits | {\"amount\": \"1.00\", \"effectiveDate\": \"2023-02-29\"}               | 2023-02-29 is"
                        + " not a day",
                "deposits | {\"amount\": \"1.00\", \"effectiveDate\": [2026, 1, 5]}                 | /effectiveDate"
                        + " must be given as text",
                "deposits | {\"amount\": \"1.00\", \"effectiveDate\": \"2026-03-28T23:00:00.000Z\"} | /effectiveDate"
                        + " must be a date such as",
                "holds    | {\"amount\": \"1.00\", \"expiresAt\": 1798761600000}                    | /expiresAt must"
                        + " be given as text",
                "holds    | {\"amount\": \"1.00\", \"expiresAt\": \"2026-12-31T12:00:00\"}           | with its offset"
                        + " from UTC",
            })
    void a_value_in_another_form_is_told_the_form_that_it_has(String command, String body, String detail) {
        Answer refused = service.post("/v1/accounts/%s/%s".formatted(service.anAccount(), command), body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("detail").asString()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "%201980000-0000-7000-8000-00000000000", "0198000000007000800000000000000a"})
    void an_account_in_a_path_is_named_by_a_whole_uuid(String id) {
        Answer refused = service.post("/v1/accounts/%s/deposits".formatted(id), "{\"amount\": \"1.00\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("detail").asString()).isEqualTo("id in the path must be a UUID.");
    }

    @Test
    void paths_of_the_actuator_take_parameters_as_they_please() {
        assertThat(service.get("/actuator/health?probe=1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/v1/transfers, application/json", "/v1/imports, 'text/csv, application/x-ndjson'"})
    void a_body_of_another_media_type_is_told_which_are_taken(String path, String taken) {
        Answer refused = service.send("POST", path, "application/vnd.ms-excel", BodyPublishers.ofString("{}"));

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.problem()).isEqualTo("/problems/unsupported-media-type");
        assertThat(refused.header("Accept")).startsWith(taken);
        assertThat(refused.body().path("detail").asString())
                .contains("application/vnd.ms-excel", "Taken here: " + taken);
    }

    @Test
    void json_that_is_too_deep_or_has_too_long_a_number_or_name_is_read_no_further() {
        JsonMapper json = service.bean(JsonMapper.class);

        assertThat(json.readTree("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
        for (String text : new String[] {
            "[".repeat(33) + "]".repeat(33),
            "1".repeat(65),
            "{\"%s\": 1}".formatted("n".repeat(300)),
            "\"%s\"".formatted("t".repeat(70_000))
        }) {
            assertThatThrownBy(() -> json.readTree(text)).isInstanceOf(StreamConstraintsException.class);
        }
        assertThat(service.post("/v1/accounts", "{\"%s\": 1}".formatted("n".repeat(300)))
                        .body()
                        .path("detail")
                        .asString())
                .contains("longer than is taken");
    }

    @Test
    void a_name_with_characters_that_do_not_show_is_refused_with_the_place() {
        Answer refused = service.post("/v1/accounts", """
            {"holder": {"name": "Ada\\u202Eecalevol"}, "currency": "EUR"}\
            """);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/holder/name");
    }

    @Test
    void scripts_of_a_front_end_may_call_where_that_is_set() {
        Answer answer = service.send("GET", "/v1/log", "", "Origin", FRONT_END);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRONT_END);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void scripts_of_any_other_page_are_refused_with_a_problem_detail() {
        Answer plain = service.send("GET", "/v1/log", "", "Origin", "https://evil.example");
        Answer preflight = service.send(
                "OPTIONS",
                "/v1/transfers",
                "",
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "POST");

        for (Answer refused : new Answer[] {plain, preflight}) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refused.problem()).isEqualTo("/problems/origin-not-allowed");
            assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void every_answer_is_kept_by_no_cache_and_shown_in_no_page() {
        for (Answer answer : new Answer[] {
            service.get("/v1/log"),
            service.get("/v1/nowhere"),
            service.get("/actuator/health"),
            service.post("/v1/accounts", "{}", "Authorization", "Bearer forged"),
            service.post("/v1/accounts", "[")
        }) {
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(answer.header("Server")).isEmpty();
        }
    }
}
