package io.daybook.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        payIn(account);
        return account;
    }

    /** Five times what one person may do alone. */
    private void payIn(UUID account) {
        for (int i = 0; i < 5; i++) {
            Answer paid = service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"1000.00\"}");
            assertThat(paid.status()).as(paid.toString()).isEqualTo(201);
        }
    }

    /** More than may be moved alone, from an account of the customer that a customer's token names. */
    private String transferFromACustomersAccount() {
        Answer opened = service.post("/v1/accounts", """
                {"holder": {"customerId": "%s", "name": "Ada"}, "currency": "EUR"}""".formatted(LocalIssuer.CUSTOMER_ID));
        UUID account = UUID.fromString(opened.body().path("accountId").asString());
        payIn(account);
        return """
                {"fromAccountId": "%s", "toAccountId": "%s", "amount": "2000.00"}""".formatted(account, service.anAccount());
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
        assertThat(waiting.body().path("version").asLong()).isEqualTo(7);
        assertThat(waiting.header("ETag")).isEqualTo("\"7\"");
        Answer approved = approve(waiting, "teller-2");
        assertThat(approved.status()).isEqualTo(201);
        assertThat(approved.body().path("version").asLong()).isEqualTo(9);
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
        String transfer = transferFromACustomersAccount();
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
        assertThat(next.body().path("version").asLong()).isEqualTo(10);
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

    private static String bearer(String subject, String scopes) {
        return "Bearer " + TestServers.issuer().token(subject, scopes, null);
    }

    private Answer reject(Answer waiting, String authorization) {
        String path = "/v1/approvals/%s/reject"
                .formatted(waiting.body().path("approvalId").asString());
        return service.post(path, "{\"reason\": \"a slip\"}", "Authorization", authorization);
    }

    @Test
    void whoever_asked_takes_it_back_without_the_right_to_decide_about_others() {
        String clerk = bearer("clerk-1", "cash:write");
        Answer waiting = withdraw(anAccountWithMoney(), "Authorization", clerk);

        Answer takenBack = reject(waiting, clerk);

        assertThat(takenBack.status()).as(takenBack.toString()).isEqualTo(201);
        UUID eventId = UUID.fromString(eventId(takenBack, 0));
        assertThat(service.bean(RecordedEvents.class).find(eventId))
                .hasValueSatisfying(event -> assertThat(List.of(event.type(), event.actor(), event.reason()))
                        .containsExactly("ActionRejected", "clerk-1", "a slip"));
        assertThat(approve(waiting, "teller-2").problem()).isEqualTo("/problems/approval-ended");
    }

    @Test
    void what_others_asked_for_is_not_taken_back_and_goes_on_waiting() {
        Answer waiting = withdraw(anAccountWithMoney(), "Authorization", bearer("clerk-1", "cash:write"));

        Answer refused = reject(waiting, bearer("clerk-2", "cash:write accounts:write"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("/problems/not-the-requester");
        assertThat(reject(waiting, bearer("clerk-1", "accounts:read")).problem())
                .isEqualTo("/problems/forbidden");
        assertThat(approve(waiting, "teller-2").status()).isEqualTo(201);
    }

    @Test
    void to_take_back_is_not_to_approve() {
        String clerk = bearer("clerk-1", "cash:write accounts:write catalogue:write history:import");
        Answer waiting = withdraw(anAccountWithMoney(), "Authorization", clerk);
        String path = "/v1/approvals/%s/approve"
                .formatted(waiting.body().path("approvalId").asString());

        assertThat(service.post(path, "{}", "Authorization", clerk).problem()).isEqualTo("/problems/forbidden");
    }

    @Test
    void a_customer_takes_back_what_the_customer_asked_for_and_nothing_else() {
        String customer = "Bearer " + TestServers.issuer().token(Role.CUSTOMER);
        String transfer = transferFromACustomersAccount();
        Answer own = service.post("/v1/transfers", transfer, "Authorization", customer);
        Answer byTheBank = service.post("/v1/transfers", transfer);

        assertThat(reject(own, customer).status()).isEqualTo(201);
        assertThat(reject(byTheBank, customer).problem()).isEqualTo("/problems/not-the-requester");
        assertThat(reject(withdraw(anAccountWithMoney()), customer).problem()).isEqualTo("/problems/forbidden");
    }

    @Test
    void what_nobody_asked_for_cannot_be_approved() {
        Answer unknown = service.post("/v1/approvals/%s/approve".formatted(UUID.randomUUID()), "{}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.problem()).isEqualTo("/problems/unknown-approval");
    }

    /** An auditor found that one teller alone could do each of these. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/accounts/%s/deposits        | {"amount": "5000000.00"}           | deposit
            POST | /v1/accounts/%s/fees            | {"amount": "500000.00"}            | fee
            PUT  | /v1/accounts/%s/overdraft-limit | {"overdraftLimit": "900000000.00"} | overdraft-limit
            """)
    void what_changes_a_balance_or_a_limit_waits(String method, String path, String body, String kind) {
        Answer waiting = service.send(method, path.formatted(service.anAccount()), body);

        assertThat(waiting.status()).as(waiting.toString()).isEqualTo(202);
        assertThat(kindOf(waiting)).isEqualTo(kind);
        Answer approved = approve(waiting, "teller-2");
        assertThat(approved.status()).as(approved.toString()).isEqualTo(201);
    }

    @Test
    void captured_holds_corrections_and_reversals_wait() {
        UUID account = anAccountWithMoney();
        Answer hold = service.post("/v1/accounts/%s/holds".formatted(account), "{\"amount\": \"2000.00\"}");
        Answer capture = service.post(
                "/v1/accounts/%s/holds/%s/capture"
                        .formatted(account, hold.body().path("holdId").asString()),
                "{}");
        assertThat(kindOf(capture)).isEqualTo("hold-capture");
        assertThat(approve(capture, "teller-2").status()).isEqualTo(201);

        Answer small = service.post("/v1/accounts/%s/withdrawals".formatted(account), "{\"amount\": \"1.00\"}");
        Answer correction = service.post(
                "/v1/transactions/%s/correction".formatted(eventId(small, 0)),
                "{\"amount\": \"2000.00\", \"reason\": \"a slip\"}");
        assertThat(kindOf(correction)).isEqualTo("correction");
        Answer corrected = approve(correction, "teller-2");
        assertThat(corrected.status()).as(corrected.toString()).isEqualTo(201);

        Answer reversal = service.post(
                "/v1/transactions/%s/reversal".formatted(eventId(corrected, 2)), "{\"reason\": \"not that either\"}");
        assertThat(kindOf(reversal)).isEqualTo("reversal");
        assertThat(approve(reversal, "teller-2").status()).isEqualTo(201);
    }

    @Test
    void any_amount_in_a_currency_without_a_threshold_waits() {
        Answer opened = service.post("/v1/accounts", """
                {"holder": {"name": "Ada Lovelace"}, "currency": "USD"}""");
        String account = opened.body().path("accountId").asString();

        Answer waiting = service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"0.01\"}");

        assertThat(waiting.status()).isEqualTo(202);
        assertThat(approve(waiting, "teller-2").status()).isEqualTo(201);
    }

    @Test
    void terms_wait_beside_the_product_which_is_there_once_a_second_person_has_approved() {
        String code = "LOAN-" + UUID.randomUUID();
        String terms = "\"annualRate\": \"2.50\", \"dayCount\": \"ACT_360\"";
        Answer publication = service.post("/v1/products", """
                {"code": "%s", "name": "Loan", "currency": "EUR", %s}""".formatted(code, terms));

        assertThat(publication.status()).as(publication.toString()).isEqualTo(202);
        assertThat(kindOf(publication)).isEqualTo("product-publication");
        String path = "/v1/products/%s/terms".formatted(code);
        assertThat(service.send("PUT", path, "{%s}".formatted(terms)).status()).isEqualTo(404);
        assertThat(approve(publication, "teller-1").problem()).isEqualTo("/problems/same-person");
        assertThat(approve(publication, "teller-2").status()).isEqualTo(201);
        Answer change = service.send("PUT", path, "{%s}".formatted(terms));
        assertThat(kindOf(change)).isEqualTo("product-terms");
        assertThat(approve(change, "teller-2").status()).isEqualTo(201);
    }

    @Test
    void an_account_is_not_opened_with_a_limit_that_takes_a_second_person() {
        Answer refused = service.post("/v1/accounts", """
                {"holder": {"name": "Ada Lovelace"}, "currency": "EUR", "overdraftLimit": "900000000.00"}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/second-person-needed");
    }

    @Test
    void an_account_on_which_something_waits_is_not_closed() {
        UUID account = service.anAccount();
        Answer waiting = service.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"2000.00\"}");

        Answer refused = service.post("/v1/accounts/%s/close".formatted(account), "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("/problems/approvals-waiting");
        service.post(
                "/v1/approvals/%s/reject"
                        .formatted(waiting.body().path("approvalId").asString()),
                "{\"reason\": \"the account ends\"}");
        assertThat(service.post("/v1/accounts/%s/close".formatted(account), "{}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void approving_takes_a_scope_of_its_own() {
        Answer waiting = withdraw(anAccountWithMoney());
        String path = "/v1/approvals/%s/approve"
                .formatted(waiting.body().path("approvalId").asString());
        String token = TestServers.issuer().token("teller-3", "accounts:read accounts:write", null);

        assertThat(service.post(path, "{}", "Authorization", "Bearer " + token).status())
                .isEqualTo(403);
    }

    @Test
    void what_nobody_decides_about_in_time_ends_by_itself() {
        try (var hasty = CommandService.on(
                CommandService.freshLog(),
                "daybook.relay.enabled=false",
                "daybook.four-eyes.thresholds.EUR=1000.00",
                "daybook.four-eyes.expires-after=1s")) {
            UUID account = hasty.anAccount();
            Answer waiting = hasty.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"2000.00\"}");
            assertThat(waiting.status()).isEqualTo(202);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            hasty.bean(RecordedEvents.class).after(0, 10))
                    .extracting(RecordedEvent::type)
                    .containsExactly("AccountOpened", "ActionRequested", "ActionExpired"));
            String path = "/v1/approvals/%s/approve"
                    .formatted(waiting.body().path("approvalId").asString());
            assertThat(hasty.post(path, "{}", "Authorization", CommandService.as("teller-2"))
                            .problem())
                    .isEqualTo("/problems/approval-ended");
            assertThat(hasty.post("/v1/accounts/%s/close".formatted(account), "{}")
                            .status())
                    .isEqualTo(201);
        }
    }

    /** The log of the version before, with a payment that waits; it has no end. */
    @Test
    void a_payment_that_waited_before_other_actions_did_is_approved_as_ever() throws Exception {
        String log = CommandService.freshLog();
        UUID account;
        UUID request = UUID.randomUUID();
        try (var before = CommandService.on(log, "daybook.relay.enabled=false")) {
            account = before.anAccount();
            before.post("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"5000.00\"}");
        }
        appendPaymentRequested(log, account, request);
        try (var after =
                CommandService.on(log, "daybook.relay.enabled=false", "daybook.four-eyes.thresholds.EUR=1000.00")) {
            String path = "/v1/approvals/%s/approve".formatted(request);
            assertThat(after.post(path, "{}").problem()).isEqualTo("/problems/same-person");

            Answer approved = after.post(path, "{}", "Authorization", CommandService.as("teller-2"));

            assertThat(approved.status()).as(approved.toString()).isEqualTo(201);
            assertThat(after.bean(RecordedEvents.class).after(3, 10))
                    .extracting(RecordedEvent::type)
                    .containsExactly("ActionApproved", "MoneyWithdrawn");
        }
    }

    private static void appendPaymentRequested(String log, UUID account, UUID request) throws SQLException {
        try (var connection = DriverManager.getConnection(log, Databases.LOG_OWNER, Databases.LOG_OWNER);
                var statement = connection.prepareStatement("""
                        with moved as (
                            update log_head
                            set position = position + 1
                            returning position, hash, recorded_at
                        )
                        insert into events (position, stream_id, stream_version, event_id, type, schema_version, payload,
                                            effective_date, recorded_at, actor, correlation_id, hash)
                        select position,
                               ?,
                               3,
                               ?,
                               'PaymentRequested',
                               1,
                               ?::json,
                               '2026-01-31',
                               recorded_at,
                               'teller-1',
                               gen_random_uuid(),
                               hash
                        from moved
                        """)) {
            statement.setObject(1, account);
            statement.setObject(2, request);
            statement.setString(3, """
                    {"requestedBy": "teller-1", "amount": {"value": "2000.00", "currency": "EUR"}}""");
            statement.executeUpdate();
        }
    }

    private String kindOf(Answer waiting) {
        assertThat(waiting.status()).as(waiting.toString()).isEqualTo(202);
        UUID approvalId = UUID.fromString(waiting.body().path("approvalId").asString());
        RecordedEvent recorded =
                service.bean(RecordedEvents.class).find(approvalId).orElseThrow();
        return ((ActionRequested) new EventCodec().decode(recorded)).action().kind();
    }

    private static String eventId(Answer answer, int place) {
        return answer.body().path("eventIds").path(place).asString();
    }
}
