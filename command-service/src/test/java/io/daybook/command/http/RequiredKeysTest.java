package io.daybook.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.testsupport.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequiredKeysTest {

    private static final String REQUIRED = "/problems/idempotency-key-required";

    private final CommandService service = CommandService.on(
            CommandService.freshLog(), "daybook.relay.enabled=false", "daybook.idempotency.required=true");

    @AfterAll
    void stop() {
        service.close();
    }

    /** A command with a body that can be read. */
    record Command(String method, String path, String body) {}

    private static Stream<Command> commands() {
        String account = "/v1/accounts/" + UUID.randomUUID();
        return Stream.of(
                new Command("POST", "/v1/accounts", "{\"holder\": {\"name\": \"Ada\"}, \"currency\": \"EUR\"}"),
                new Command("POST", account + "/deposits", "{\"amount\": \"5.00\"}"),
                new Command("POST", account + "/withdrawals", "{\"amount\": \"5.00\"}"),
                new Command("POST", account + "/fees", "{\"amount\": \"5.00\"}"),
                new Command("POST", account + "/freeze", ""),
                new Command("PUT", account + "/overdraft-limit", "{\"overdraftLimit\": \"5.00\"}"),
                new Command(
                        "POST",
                        "/v1/transfers",
                        "{\"fromAccountId\": \"%1$s\", \"toAccountId\": \"%1$s\", \"amount\": \"1\"}"
                                .formatted(UUID.randomUUID())),
                new Command("POST", "/v1/transactions/%s/reversal".formatted(UUID.randomUUID()), "{\"reason\": \"r\"}"),
                new Command("POST", "/v1/interest-runs", "{\"from\": \"2026-01-01\", \"to\": \"2026-01-31\"}"),
                new Command("DELETE", "/v1/customers/customer-1/personal-data", ""));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_without_a_key_is_refused_and_told_what_to_do(Command command) {
        Answer refused = service.send(command.method(), command.path(), command.body());

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo(REQUIRED);
        assertThat(refused.text("detail")).contains("Idempotency-Key");
        assertThat(service.send(
                                command.method(),
                                command.path(),
                                command.body(),
                                "Idempotency-Key",
                                UUID.randomUUID().toString())
                        .problem())
                .isNotEqualTo(REQUIRED);
    }

    @Test
    void a_file_without_a_key_is_refused() {
        String file = "transaction_id,account,date,direction,amount\n1,7,2026-01-31,CREDIT,1.00\n";

        assertThat(service.send("POST", "/v1/imports", "text/csv", BodyPublishers.ofString(file))
                        .problem())
                .isEqualTo(REQUIRED);
        assertThat(service.send(
                                "POST",
                                "/v1/imports",
                                "text/csv",
                                BodyPublishers.ofString(file),
                                "Idempotency-Key",
                                "file")
                        .status())
                .isEqualTo(202);
        assertThat(service.get("/v1/imports").body().get("items")).hasSize(1);
    }

    @Test
    void what_moves_no_money_needs_no_key() {
        assertThat(service.post("/v1/log/verifications", "").status()).isEqualTo(202);
        for (String path : List.of("/v1/imports", "/v1/interest-runs", "/v1/log")) {
            assertThat(service.get(path).status()).isEqualTo(200);
        }
    }
}
