package io.daybook.testsupport;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.testsupport.ResponseValidator.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses are what the description says, and nothing else. */
class ResponseValidatorTest {

    private static final String DESCRIPTION = """
        {"paths": {
           "/v1/accounts/{id}": {"get": {"responses": {
             "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Account"}},
                                 "text/csv": {"schema": {"type": "string"}}}},
             "304": {},
             "404": {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}}}},
           "/v1/accounts/newest": {"get": {"responses": {"204": {}}}},
           "/v1/documents/{id}": {"get": {"responses": {"200": {"content": {"*/*": {}}}}}}},
         "components": {"schemas": {
           "Account": {"type": "object", "required": ["accountId", "balance"], "properties": {
             "accountId": {"type": "string", "format": "uuid"},
             "balance": {"type": "string", "format": "decimal"},
             "openedOn": {"type": "string", "format": "date"},
             "updatedAt": {"type": "string", "format": "date-time"},
             "version": {"type": "integer", "format": "int64"}}},
           "Problem": {"type": "object", "required": ["type"], "additionalProperties": true,
             "properties": {"type": {"type": "string"}}}}}}\
        """;

    private static final String ACCOUNT = """
        {"accountId": "0a1b2c3d-0000-4000-8000-000000000001", "balance": "-12.50", "openedOn": "2026-01-31",
         "updatedAt": "2026-01-31T12:00:00.123456Z", "version": 3}\
        """;

    private final ResponseValidator validator = new ResponseValidator(List.of(DESCRIPTION));

    private void validate(String method, String path, int status, String mediaType, String body) {
        validator.validate(new Response(method, path, status, mediaType, body));
    }

    @Test
    void a_response_as_described_is_valid() {
        assertThatCode(() -> {
                    validate("GET", "/v1/accounts/1", 200, "application/json", ACCOUNT);
                    validate("HEAD", "/v1/accounts/1", 200, "application/json", "");
                    validate("GET", "/v1/accounts/1", 200, "text/csv", "no JSON");
                    validate("GET", "/v1/accounts/1", 304, "", "");
                    validate("GET", "/v1/accounts/1", 404, "application/problem+json", """
                        {"type": "/problems/unknown-account", "position": 7}\
                        """);
                    validate("GET", "/v1/accounts/newest", 204, "", "");
                    validate("GET", "/v1/documents/1", 200, "image/png", "no JSON");
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "balance": "-12.50",     |                           | balance
        "version": 3             | "version": "3"            | integer
        "version": 3             | "version": 3, "moon": 1   | moon
        "-12.50"                 | -12.50                    | string
        "-12.50"                 | "-1.25E1"                 | decimal
        000000000001"            | 00000000001"              | uuid
        "2026-01-31"             | "31.01.2026"              | date
        T12:00:00.123456Z        | T12:00:00                 | date-time
        {                        | [                         | no JSON
        """)
    void a_body_that_differs_is_reported_with_the_difference(String part, String other, String difference) {
        String body = ACCOUNT.replace(part, other == null ? "" : other);

        assertThatThrownBy(() -> validate("GET", "/v1/accounts/1", 200, "application/json", body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("GET /v1/accounts/1 answered 200", difference, body);
    }

    @Test
    void a_status_a_media_type_or_a_body_that_is_not_described_is_reported() {
        assertThatThrownBy(() -> validate("GET", "/v1/accounts/1", 201, "application/json", ACCOUNT))
                .hasMessageContainingAll("answered 201", "no such status of /v1/accounts/{id}");
        assertThatThrownBy(() -> validate("GET", "/v1/accounts/1", 200, "application/xml", "<account/>"))
                .hasMessageContaining("no media type 'application/xml'");
        assertThatThrownBy(() -> validate("GET", "/v1/accounts/1", 200, "", ""))
                .hasMessageContaining("no media type ''");
        assertThatThrownBy(() -> validate("GET", "/v1/accounts/newest", 204, "text/plain", "none"))
                .hasMessageContaining("no body");
    }

    @Test
    void a_refusal_of_what_is_not_described_is_a_problem_detail() {
        assertThatThrownBy(() -> validate("GET", "/v1/moons", 404, "text/html", "<html>"))
                .hasMessageContaining("no media type 'text/html'");
        assertThatThrownBy(() -> validate("PUT", "/v1/accounts/1", 405, "application/problem+json", "{}"))
                .hasMessageContaining("type");
        assertThatCode(() -> {
                    validate("GET", "/v1/moons", 200, "text/html", "<html>");
                    validate("GET", "/actuator/health", 503, "text/html", "<html>");
                })
                .doesNotThrowAnyException();
    }
}
