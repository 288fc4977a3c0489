package io.daybook.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Four eyes over real HTTP and Postgres. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalCommandsTest {

    private static final int APPROVERS = 16;
    private static final String PAYMENT = "{\"amount\": \"2000.00\", \"reason\": \"a car\"}";

    private final CommandService service = CommandService.on(
            CommandService.freshLog(), "daybook.relay.enabled=false", "daybook.four-eyes.thresholds.EUR=1000.00");

    @AfterAll
    void stop() {
        service.close();
    }

    private UUID anAccountWithMoney() {
        UUID account = service.anAccount();
        service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"5000.00\"}");
        return account;
    }

    private Answer withdraw(UUID account, String... headers) {
        return service.post("/v1/accounts/%s/withdrawals".formatted(account), PAYMENT, headers);
    }

    private Answer approve(Answer waiting, String by) {
        String path = "/v1/approvals/%s/approve"
                .formatted(waiting.body().path("approvalId").asString());
        return service.post(path, "{\"reason\": \"the invoice is here\"}", "Authorization", CommandService.as(by));
    }

    @Test
    void a_large_payment_waits_until_somebody_else_approves_it() {
        Answer waiting = withdraw(anAccountWithMoney());

        assertThat(waiting.status()).isEqualTo(202);
        assertThat(waiting.body().path("version").asLong()).isEqualTo(3);
        assertThat(waiting.header("ETag")).isEqualTo("\"3\"");
        Answer approved = approve(waiting, "teller-2");
        assertThat(approved.status()).isEqualTo(201);
        assertThat(approved.body().path("version").asLong()).isEqualTo(5);
        assertThat(approved.body().path("eventIds")).hasSize(2);
    }

    @Test
    void nobody_approves_what_they_asked_for() {
        Answer refused = approve(withdraw(anAccountWithMoney()), "teller-1");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("/problems/same-person");
    }

    @Test
    void a_customer_may_ask_and_not_approve() {
        String customer = "Bearer " + TestServers.issuer().token(Role.CUSTOMER);
        Answer opened = service.post("/v1/accounts", """
                {"holder": {"customerId": "%s", "name": "Ada"}, "currency": "EUR"}""".formatted(LocalIssuer.CUSTOMER_ID));
        UUID account = UUID.fromString(opened.body().path("accountId").asString());
        service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"5000.00\"}");

        String transfer = """
                {"fromAccountId": "%s", "toAccountId": "%s", "amount": "2000.00"}""".formatted(account, service.anAccount());
        Answer waiting = service.post("/v1/transfers", transfer, "Authorization", customer);

        assertThat(waiting.status()).isEqualTo(202);
        String path = "/v1/approvals/%s/approve"
                .formatted(waiting.body().path("approvalId").asString());
        assertThat(service.post(path, "{}", "Authorization", customer).status()).isEqualTo(403);
        assertThat(approve(waiting, "teller-2").status()).isEqualTo(201);
    }

    @Test
    void a_repeated_key_gets_the_same_answer_whether_the_payment_waits_or_was_made_meanwhile() {
        UUID account = anAccountWithMoney();
        Answer waiting = withdraw(account, "Idempotency-Key", "car-" + account);
        approve(waiting, "teller-2");

        Answer again = withdraw(account, "Idempotency-Key", "car-" + account);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(waiting.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void of_many_who_approve_at_once_one_succeeds_and_the_money_moves_once() {
        UUID account = anAccountWithMoney();
        Answer waiting = withdraw(account);

        List<Integer> statuses = IntStream.range(0, APPROVERS)
                .parallel()
                .mapToObj(approver -> approve(waiting, "approver-" + approver).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(201).hasSize(APPROVERS);
        assertThat(statuses.stream().filter(status -> status != 201)).containsOnly(409);
        Answer next = service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1.00\"}");
        assertThat(next.body().path("version").asLong()).isEqualTo(6);
    }

    @Test
    void whoever_rejects_says_why() {
        Answer waiting = withdraw(anAccountWithMoney());
        String path = "/v1/approvals/%s/reject"
                .formatted(waiting.body().path("approvalId").asString());

        assertThat(service.post(path, "{}").status()).isEqualTo(400);
        assertThat(service.post(path, "{\"reason\": \"no invoice\"}").status()).isEqualTo(201);
        assertThat(approve(waiting, "teller-2").problem()).isEqualTo("/problems/approval-ended");
    }

    @Test
    void what_nobody_asked_for_cannot_be_approved() {
        Answer unknown = service.post("/v1/approvals/%s/approve".formatted(UUID.randomUUID()), "{}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.problem()).isEqualTo("/problems/unknown-approval");
    }
}
