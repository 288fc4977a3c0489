package io.daybook.command.http;

import static io.daybook.localstack.LocalIssuer.Role.TELLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.testsupport.OddMediaTypes;
import io.daybook.testsupport.RawHttp;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Media types that are none, or none in particular, are the caller's to correct: no answer to them is a fault of the service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddMediaTypesTest {

    private CommandService service;
    private RawHttp teller;
    private UUID account;

    @BeforeAll
    void start() {
        service = CommandService.on(CommandService.freshLog());
        account = service.anAccount();
        teller = new RawHttp(service.port(), TestServers.issuer().token(TELLER));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static Stream<String> mediaTypes() {
        return OddMediaTypes.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("mediaTypes")
    void of_a_body_is_taken_or_refused_with_a_problem(String mediaType) {
        for (String request : List.of(
                "POST /v1/accounts/%s/deposits".formatted(account),
                "PUT /v1/accounts/%s/overdraft-limit".formatted(account),
                "DELETE /v1/customers/nobody/personal-data",
                "POST /v1/accounts/%s/documents".formatted(account),
                "POST /v1/imports",
                "POST /v1/log/verifications")) {
            String[] words = request.split(" ", 2);
            assertTakenOrRefused(
                    request, teller.send(words[0], words[1], "{\"amount\": \"1.00\"}", "Content-Type: " + mediaType));
        }
    }

    @ParameterizedTest
    @MethodSource("mediaTypes")
    void that_is_accepted_is_answered_or_refused_with_a_problem(String mediaType) {
        String path = "/v1/accounts/%s/deposits".formatted(account);
        assertTakenOrRefused(
                path,
                teller.send(
                        "POST",
                        path,
                        "{\"amount\": \"1.00\"}",
                        "Content-Type: application/json",
                        "Accept: " + mediaType));
        assertTakenOrRefused("GET", teller.send("GET", "/v1/imports", "", "Accept: " + mediaType));
    }

    @ParameterizedTest
    @MethodSource("mediaTypes")
    void of_a_part_of_a_form_is_taken_or_refused_with_a_problem(String mediaType) {
        String path = "/v1/accounts/%s/documents".formatted(account);
        String form = """
                --x\r
                Content-Disposition: form-data; name="file"; filename="a.pdf"\r
                Content-Type: %s\r
                \r
                %%PDF-1.7 x\r
                --x--\r
                """.formatted(mediaType);
        assertTakenOrRefused(path, teller.send("POST", path, form, "Content-Type: multipart/form-data; boundary=x"));
    }

    private static void assertTakenOrRefused(String request, RawHttp.Response response) {
        assertThat(response.status() < 300 || (response.isClientError() && response.isProblem()))
                .as("%s: %s %s", request, response.head(), response.body())
                .isTrue();
    }
}
