package io.daybook.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.OddMediaTypes;
import io.daybook.testsupport.RawHttp;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that say something else than is asked for, and what every answer has in its header. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesTest {

    private final ProjectorService projector = new ProjectorService();
    private int port;

    @BeforeAll
    void start() {
        port = projector.start("daybook.views=balances,webhooks").port();
    }

    @AfterAll
    void stop() {
        projector.close();
    }

    private static Stream<String> mediaTypes() {
        return OddMediaTypes.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("mediaTypes")
    void a_media_type_that_is_none_in_particular_is_no_fault_of_the_service(String mediaType) {
        var operator = new RawHttp(port, TestServers.issuer().token(Role.OPERATOR));
        for (String request : List.of(
                "POST /v1/webhooks", "POST /v1/views/balances/rebuild", "GET /v1/views", "GET /v1/views/balances")) {
            String[] words = request.split(" ", 2);
            for (String header : List.of("Content-Type: ", "Accept: ")) {
                RawHttp.Response response = operator.send(words[0], words[1], "{\"odd\": 1}", header + mediaType);
                assertThat(response.status() < 300 || (response.isClientError() && response.isProblem()))
                        .as("%s: %s %s", request, response.head(), response.body())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"url\": \"https://a.example\", \"colour\": 1}                   | /colour",
                "{\"url\": \"https://a.example\", \"url\": \"https://b.example\"}  | /url",
                "{\"url\": 5}                                                      | /url",
                "{\"eventTypes\": \"all\"}                                         | /eventTypes",
                "{\"eventTypes\": [5]}                                             | /eventTypes/0",
                "{\"eventTypes\": [\"AccountOpened\", {}]}                         | /eventTypes/1",
                "{\"url\": \"https://a.example\"} true                             | ''",
                "[]                                                                | ''",
                "{\"url\"                                                          | /url",
            })
    void a_subscription_that_says_something_else_is_refused_with_the_place(String body, String pointer) {
        assertRefused(projector.post("/v1/webhooks", body), pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"swap\": \"sometimes\"}     | /swap",
                "{\"swap\": 1}                 | /swap",
                "{\"swop\": \"always\"}        | /swop",
                "{\"toPosition\": \"2\"}       | /toPosition",
                "{\"toPosition\": 2.5}         | /toPosition",
                "{\"toPosition\": 1e999999999} | /toPosition",
                "{\"toInstant\": \"today\"}    | /toInstant",
            })
    void a_mistyped_field_starts_no_other_rebuild_than_was_meant(String body, String pointer) {
        assertRefused(projector.post("/v1/views/balances/rebuild", body), pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/webhooks/1-1-1-1-1                                             | id must be a UUID",
                "/v1/views/balances/parked?limit=x                                  | limit must be a whole number.",
                "/v1/webhooks/01980000-0000-7000-8000-000000000000/deliveries?status=LOST | status must be PENDING or",
            })
    void a_parameter_in_another_form_is_told_the_form_that_it_has(String path, String detail) {
        Answer refused = projector.get(path);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains(detail);
    }

    private static void assertRefused(Answer refused, String pointer) {
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("/problems/malformed");
        assertThat(refused.body().path("pointer").asString("none")).isEqualTo(pointer);
        assertThat(refused.body().toString()).doesNotContain("jackson", "io.daybook", "java.", "Exception");
    }

    @Test
    void a_body_larger_than_any_request_is_refused() {
        Answer refused = projector.post("/v1/webhooks", "{\"description\": \"%s\"}".formatted("x".repeat(100_000)));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text("type")).isEqualTo("/problems/too-large");
    }

    @Test
    void every_answer_is_kept_by_no_cache_and_shown_in_no_page() {
        Map<String, String> expected = Map.of(
                "X-Content-Type-Options",
                "nosniff",
                "X-Frame-Options",
                "DENY",
                "Referrer-Policy",
                "no-referrer",
                "Content-Security-Policy",
                "default-src 'none'; frame-ancestors 'none'");
        for (Answer answer : List.of(
                projector.get("/v1/views"),
                projector.get("/v1/nowhere"),
                projector.post("/v1/webhooks", "["),
                projector.send("GET", "/v1/webhooks/" + UUID.randomUUID(), "", "forged"))) {
            expected.forEach((name, value) ->
                    assertThat(answer.headers().firstValue(name)).as(name).hasValue(value));
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        }
    }
}
