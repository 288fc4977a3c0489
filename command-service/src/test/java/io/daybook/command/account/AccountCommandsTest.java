package io.daybook.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.BoundaryAccounts;
import io.daybook.testsupport.BoundaryRequests;
import io.daybook.testsupport.BoundaryRequests.BoundaryRequest;
import io.daybook.testsupport.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountCommandsTest {

    private final CommandService service = startService();

    private static CommandService startService() {
        return CommandService.on(CommandService.freshLog(), "daybook.relay.enabled=false");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void opening_answers_where_the_account_is_and_which_version_it_has() {
        UUID id = UUID.randomUUID();
        service.post("/v1/products", """
            {"code": "CURRENT", "name": "Current account", "currency": "EUR"}\
            """);

        Answer opened = service.post("/v1/accounts", """
            {"accountId": "%s", "holder": {"name": "Ada"}, "currency": "EUR",
             "overdraftLimit": "100.00", "productCode": "CURRENT", "reason": "new customer",
             "effectiveDate": "2026-01-01"}\
            """.formatted(id));

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("Location")).isEqualTo("/v1/accounts/" + id);
        assertThat(opened.header("ETag")).isEqualTo("\"1\"");
        assertThat(opened.body().get("accountId").asString()).isEqualTo(id.toString());
        assertThat(opened.body().get("version").asLong()).isEqualTo(1);
        assertThat(opened.body().get("eventIds")).hasSize(1);
    }

    /** That what is accepted is in all views, BoundsIT tests with the same requests. */
    @Test
    void what_is_beyond_a_bound_of_the_description_is_refused_and_what_is_within_is_no_fault() {
        var description = Path.of("../docs/api/command-service.json");
        var accepted = new ArrayList<BoundaryRequest>();
        try (var client = new TestClient()) {
            var accounts = new BoundaryAccounts(client.at(service.baseUrl().toString()));
            for (BoundaryRequest request : BoundaryRequests.of(description, BoundaryAccounts.usualValues())) {
                Answer answer = accounts.send(request);
                assertThat(answer.status())
                        .as("%s: %s", request, answer.body())
                        .isBetween(request.isBeyond() ? 400 : 201, 499);
                if (answer.status() == 201) {
                    accepted.add(request);
                }
            }
        }

        assertThat(accepted)
                .extracting(BoundaryRequest::path)
                .contains("/v1/accounts", "/v1/transfers", "/v1/products");
        assertThat(accepted).hasSizeGreaterThan(150);
    }

    @Test
    void an_id_is_taken_only_once() {
        String body = """
            {"accountId": "%s", "holder": {"name": "Ada"}, "currency": "EUR"}\
            """.formatted(UUID.randomUUID());

        assertThat(service.post("/v1/accounts", body).status()).isEqualTo(201);
        Answer again = service.post("/v1/accounts", body);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("/problems/account-exists");
    }

    @Test
    void money_moves_and_versions_count_up() {
        UUID account = service.anAccount();

        Answer deposited = service.post("/v1/accounts/%s/deposits".formatted(account), """
            {"amount": "100.00", "currency": "EUR", "reason": "salary", "purpose": "SALA",
             "effectiveDate": "2026-01-31", "reference": "r-1"}\
            """);
        Answer withdrawn = service.post("/v1/accounts/%s/withdrawals".formatted(account), """
            {"amount": "40"}\
            """);

        assertThat(deposited.status()).isEqualTo(201);
        assertThat(withdrawn.status()).isEqualTo(201);
        assertThat(withdrawn.body().get("version").asLong()).isEqualTo(3);
        assertThat(withdrawn.header("Location"))
                .isEqualTo("/v1/transactions/"
                        + withdrawn.body().get("eventIds").get(0).asString());
    }

    @Test
    void a_transfer_is_two_events_in_one_commit() {
        UUID from = service.anAccount();
        UUID to = service.anAccount();
        service.post("/v1/accounts/%s/deposits".formatted(from), "{\"amount\": \"10.00\"}");

        Answer transferred = service.post("/v1/transfers", """
            {"fromAccountId": "%s", "toAccountId": "%s", "amount": "10.00"}\
            """.formatted(from, to));

        assertThat(transferred.status()).isEqualTo(201);
        assertThat(transferred.body().get("eventIds")).hasSize(2);
        assertThat(transferred.body().get("accountId").asString()).isEqualTo(from.toString());
    }

    @Test
    void a_hold_is_placed_captured_in_part_and_then_over() {
        UUID account = service.anAccount();
        service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"10.00\"}");
        Answer held = service.post("/v1/accounts/%s/holds".formatted(account), "{\"amount\": \"8.00\"}");
        String hold = held.header("Location");
        assertThat(hold).endsWith(held.body().get("holdId").asString());

        assertThat(service.post("/v1/accounts/%s/withdrawals".formatted(account), "{\"amount\": \"3.00\"}")
                        .problem())
                .isEqualTo("/problems/insufficient-funds");
        assertThat(service.post(hold + "/capture", "{\"amount\": \"5.00\"}").status())
                .isEqualTo(201);
        Answer again = service.post(hold + "/release", "");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("/problems/hold-ended");
        assertThat(service.post("/v1/accounts/%s/withdrawals".formatted(account), "{\"amount\": \"5.00\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_frozen_account_takes_money_and_gives_none() {
        UUID account = service.anAccount();

        assertThat(service.post("/v1/accounts/%s/freeze".formatted(account), "{\"reason\": \"court order\"}")
                        .status())
                .isEqualTo(201);

        assertThat(service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1\"}")
                        .status())
                .isEqualTo(201);
        assertThat(service.post("/v1/accounts/%s/withdrawals".formatted(account), "{\"amount\": \"1\"}")
                        .status())
                .isEqualTo(409);
        assertThat(service.post("/v1/accounts/%s/unfreeze".formatted(account), "")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void an_empty_account_is_closed_for_good() {
        UUID account = service.anAccount();

        assertThat(service.send("PUT", "/v1/accounts/%s/overdraft-limit".formatted(account), """
            {"overdraftLimit": "50.00"}\
            """)
                        .status())
                .isEqualTo(201);
        assertThat(service.post("/v1/accounts/%s/close".formatted(account), "").status())
                .isEqualTo(201);

        assertThat(service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1\"}")
                        .problem())
                .isEqualTo("/problems/account-closed");
    }

    @Test
    void a_repeated_key_gets_the_original_answer_and_nothing_new_happens() {
        UUID account = service.anAccount();
        String path = "/v1/accounts/%s/deposits".formatted(account);

        Answer first = service.post(path, "{\"amount\": \"5.00\"}", "Idempotency-Key", "pay-" + account);
        service.post(path, "{\"amount\": \"1.00\"}");
        Answer again = service.post(path, "{ \"amount\" : \"5.00\" }", "Idempotency-Key", "pay-" + account);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void a_refusal_is_remembered_under_its_key_too() {
        UUID account = service.anAccount();
        String path = "/v1/accounts/%s/withdrawals".formatted(account);

        Answer refused = service.post(path, "{\"amount\": \"5.00\"}", "Idempotency-Key", "take-" + account);
        service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"10.00\"}");
        Answer again = service.post(path, "{\"amount\": \"5.00\"}", "Idempotency-Key", "take-" + account);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).isEqualTo(refused.body());
    }

    @Test
    void a_key_of_another_request_is_refused() {
        UUID account = service.anAccount();
        String path = "/v1/accounts/%s/deposits".formatted(account);
        service.post(path, "{\"amount\": \"5.00\"}", "Idempotency-Key", "reused-" + account);

        Answer other = service.post(path, "{\"amount\": \"6.00\"}", "Idempotency-Key", "reused-" + account);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void a_caller_may_insist_on_a_version() {
        UUID account = service.anAccount();
        String path = "/v1/accounts/%s/deposits".formatted(account);

        Answer differs = service.post(path, "{\"amount\": \"5.00\"}", "If-Match", "\"7\"");
        Answer agrees = service.post(path, "{\"amount\": \"5.00\"}", "If-Match", "\"1\"");

        assertThat(differs.status()).isEqualTo(412);
        assertThat(differs.body().get("actualVersion").asLong()).isEqualTo(1);
        assertThat(agrees.status()).isEqualTo(201);
    }

    @Test
    void an_unknown_account_is_not_found() {
        Answer unknown =
                service.post("/v1/accounts/%s/deposits".formatted(UUID.randomUUID()), "{\"amount\": \"5.00\"}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.problem()).isEqualTo("/problems/unknown-account");
        assertThat(unknown.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"amount\": 5}                                  | 400",
                "{\"amount\": \"five\"}                           | 400",
                "{\"amount\": \"1e9\"}                            | 400",
                "{\"amount\": null}                               | 400",
                "{}                                               | 400",
                "[]                                               | 400",
                "{\"amount\": \"5.00\"                            | 400",
                "{\"amount\": \"5.00\", \"amuont\": \"6.00\"}     | 400",
                "{\"amount\": \"5.00\", \"amount\": \"6.00\"}     | 400",
                "{\"amount\": \"5.00\", \"currency\": \"QQQ\"}    | 400",
                "{\"amount\": \"5.00\", \"effectiveDate\": \"x\"} | 400",
                "{\"amount\": \"5.00\", \"reason\": \"\\u0000\"}  | 400",
                "{\"amount\": \"0.00\"}                           | 422",
                "{\"amount\": \"-5.00\"}                          | 422",
                "{\"amount\": \"0.001\"}                          | 422",
                "{\"amount\": \"1234567890123456.00\"}            | 422",
                "{\"amount\": \"5.00\", \"currency\": \"USD\"}    | 422",
                "{\"amount\": \"5.00\", \"effectiveDate\": \"2999-01-01\"} | 422",
            })
    void a_bad_body_is_refused_with_a_problem_detail(String body, int status) {
        Answer refused = service.post("/v1/accounts/%s/deposits".formatted(service.anAccount()), body);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        assertThat(refused.problem()).startsWith("/problems/");
        assertThat(refused.body().get("detail").asString()).isNotBlank();
    }

    @Test
    void a_body_larger_than_any_command_is_refused() {
        String body = "{\"amount\": \"5.00\", \"reason\": \"%s\"}".formatted("x".repeat(100_000));

        Answer refused = service.post("/v1/accounts/%s/deposits".formatted(service.anAccount()), body);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem()).isEqualTo("/problems/too-large");
    }

    @Test
    void a_path_that_is_not_listed_and_an_id_that_is_none_get_problem_details() {
        assertThat(service.post("/v1/nowhere", "{}").problem()).isEqualTo("/problems/forbidden");
        assertThat(service.post("/v1/accounts/seven/deposits", "{\"amount\": \"5.00\"}")
                        .status())
                .isEqualTo(400);
    }
}
