package io.daybook.command.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.testsupport.Answer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Runs where there are thresholds: a second person agrees to all that a run pays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterestRunApprovalTest {

    private static final Duration RUN_MAX = Duration.ofSeconds(60);

    private final String log = CommandService.freshLog();

    /** Has no thresholds: what is given here is given alone. */
    private final CommandService before = CommandService.on(log, "daybook.relay.enabled=false");

    private final CommandService service =
            CommandService.on(log, "daybook.relay.enabled=false", "daybook.four-eyes.thresholds.EUR=1000.00");

    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(log, Databases.COMMAND, Databases.COMMAND));

    @AfterAll
    void stop() {
        service.close();
        before.close();
    }

    private UUID anAccount(String product, String amount) {
        Answer opened = before.post("/v1/accounts", """
                {"holder": {"name": "Ada"}, "currency": "EUR", "productCode": "%s", "effectiveDate": "2026-01-01"}""".formatted(product));
        UUID account = UUID.fromString(opened.body().path("accountId").asString());
        deposit(account, amount);
        return account;
    }

    private void deposit(UUID account, String amount) {
        before.post("/v1/accounts/%s/deposits".formatted(account), """
                {"amount": "%s", "effectiveDate": "2026-01-01"}""".formatted(amount));
    }

    private String aProduct() {
        String code = "P-" + UUID.randomUUID();
        before.post("/v1/products", """
                {"code": "%s", "name": "Savings", "currency": "EUR", "annualRate": "3.65"}""".formatted(code));
        return code;
    }

    private String started(String product) {
        Answer accepted = service.post("/v1/interest-runs", """
                {"from": "2026-01-01", "to": "2026-01-31", "productCode": "%s"}""".formatted(product));
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        return accepted.header("Location");
    }

    private JsonNode awaited(String run, String state) {
        await().atMost(RUN_MAX).untilAsserted(() -> assertThat(
                        service.get(run).body().path("state").asString())
                .isEqualTo(state));
        return service.get(run).body();
    }

    private Answer decide(JsonNode run, String how) {
        String path = "/v1/approvals/%s/%s".formatted(run.path("approvalId").asString(), how);
        return service.post(path, "{\"reason\": \"seen\"}", "Authorization", CommandService.as("teller-2"));
    }

    @Test
    void a_run_says_how_much_it_pays_waits_as_a_whole_and_then_pays_no_account_more_than_the_largest_that_was_shown() {
        String product = aProduct();
        UUID grows = anAccount(product, "10000");
        anAccount(product, "20000");
        String run = started(product);
        JsonNode waiting = awaited(run, "WAITING");

        RecordedEvent recorded = service.bean(RecordedEvents.class)
                .find(UUID.fromString(waiting.path("approvalId").asString()))
                .orElseThrow();
        assertThat(((ActionRequested) new EventCodec().decode(recorded))
                        .action()
                        .fields())
                .containsEntry("accounts", "2")
                .containsEntry("sum.EUR", "93.00")
                .containsEntry("largest.EUR", "62.00");
        assertThat(waiting.path("paid").asInt()).isZero();

        deposit(grows, "90000");
        assertThat(decide(waiting, "approve").status()).isEqualTo(201);
        JsonNode done = awaited(run, "COMPLETED");
        assertThat(done.path("paid").asInt()).as(done.toString()).isEqualTo(1);
        assertThat(done.path("refused").asInt()).as(done.toString()).isEqualTo(1);
    }

    /** An instance that stops after it has asked, and before it has noted so, leaves the run as if it still had to be counted. */
    private void forgetThatItWasAskedFor(String run) {
        jdbc.sql("""
                        update interest_runs
                        set state       = 'COUNTING',
                            approval_id = null
                        where run_id = :run
                        """)
                .param("run", UUID.fromString(run.substring(run.lastIndexOf('/') + 1)))
                .update();
    }

    @Test
    void a_run_that_is_agreed_to_before_it_is_noted_that_it_was_asked_for_pays_what_was_agreed_to() {
        String product = aProduct();
        anAccount(product, "10000");
        String run = started(product);
        JsonNode waiting = awaited(run, "WAITING");

        forgetThatItWasAskedFor(run);
        assertThat(decide(waiting, "approve").status()).isEqualTo(201);

        JsonNode done = awaited(run, "COMPLETED");
        assertThat(done.path("paid").asInt()).as(done.toString()).isEqualTo(1);
        assertThat(done.path("approvalId")).isEqualTo(waiting.path("approvalId"));
    }

    @Test
    void a_run_that_is_rejected_pays_nothing() {
        String product = aProduct();
        anAccount(product, "10000");
        String run = started(product);

        assertThat(decide(awaited(run, "WAITING"), "reject").status()).isEqualTo(201);

        assertThat(awaited(run, "CANCELLED").path("paid").asInt()).isZero();
    }
}
