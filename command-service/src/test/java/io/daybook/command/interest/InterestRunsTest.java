package io.daybook.command.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.UndecidableStream;
import io.daybook.testsupport.Answer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterestRunsTest {

    private static final Duration RUN_MAX = Duration.ofSeconds(60);
    private static final int MORE_THAN_A_PAGE = 300;

    private final String logUrl = CommandService.freshLog();
    private final CommandService service = CommandService.on(logUrl, "daybook.relay.enabled=false");

    @AfterAll
    void stop() {
        service.close();
    }

    private String aProduct(String annualRate) {
        String code = "P-" + UUID.randomUUID();
        Answer published = service.post("/v1/products", """
                {"code": "%s", "name": "Savings", "currency": "EUR", "annualRate": "%s"}""".formatted(code, annualRate));
        assertThat(published.status()).as(published.body().toString()).isEqualTo(201);
        return code;
    }

    private UUID anAccount(String productCode) {
        Answer opened = service.post("/v1/accounts", """
                {"holder": {"name": "Ada"}, "currency": "EUR", "productCode": "%s", "effectiveDate": "2020-01-01"}""".formatted(productCode));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return UUID.fromString(opened.body().get("accountId").asString());
    }

    private String deposited(UUID account, String amount, String effectiveDate) {
        Answer deposited =
                service.post("/v1/accounts/%s/deposits".formatted(account), """
                {"amount": "%s", "effectiveDate": "%s"}""".formatted(amount, effectiveDate));
        return deposited.body().get("eventIds").get(0).asString();
    }

    private JsonNode ran(String productCode, String from, String to) {
        return ran(productCode, from, to, "COMPLETED");
    }

    private JsonNode ran(String productCode, String from, String to, String end) {
        Answer accepted = service.post("/v1/interest-runs", """
                {"from": "%s", "to": "%s", "productCode": "%s", "reason": "monthly"}""".formatted(from, to, productCode));
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        String location = accepted.header("Location");
        await().atMost(RUN_MAX).until(() -> service.send("GET", location, "")
                .body()
                .path("state")
                .asString()
                .equals(end));
        return service.send("GET", location, "").body();
    }

    private static void assertTally(JsonNode run, int paid, int unchanged) {
        assertThat(run.path("paid").asInt()).as(run.toString()).isEqualTo(paid);
        assertThat(run.path("unchanged").asInt()).as(run.toString()).isEqualTo(unchanged);
    }

    @Test
    void a_run_pays_every_account_of_the_product_once_and_then_only_what_has_changed() {
        String product = aProduct("3.65");
        UUID[] accounts =
                IntStream.range(0, 5).mapToObj(i -> anAccount(product)).toArray(UUID[]::new);
        for (UUID account : accounts) {
            deposited(account, "10000", "2026-01-01");
        }

        assertTally(ran(product, "2026-01-01", "2026-01-31"), 5, 0);
        assertTally(ran(product, "2026-01-01", "2026-01-31"), 0, 5);
        deposited(accounts[2], "10000", "2026-01-15");
        assertTally(ran(product, "2026-01-01", "2026-01-31"), 1, 4);
        assertTally(ran(product, "2026-02-01", "2026-02-28"), 5, 0);
        // 10000 + 31 + (10000 + 17 of 17 days' interest) + February's 28.09 or 56.30: paid out to the last cent.
        assertThat(service.post("/v1/accounts/%s/withdrawals".formatted(accounts[0]), "{\"amount\": \"10059.09\"}")
                        .status())
                .isEqualTo(201);
        assertThat(service.post("/v1/accounts/%s/withdrawals".formatted(accounts[0]), "{\"amount\": \"0.01\"}")
                        .problem())
                .isEqualTo("/problems/insufficient-funds");
    }

    @Test
    void a_run_that_a_fault_kept_from_an_account_pays_the_others_and_is_not_complete() {
        String product = aProduct("3.65");
        UUID account = anAccount(product);
        deposited(account, "10000", "2026-01-01");
        UUID broken = UUID.randomUUID();
        UndecidableStream.likeAccount(logUrl, broken, account);

        JsonNode run = ran(product, "2026-01-01", "2026-01-31", "FAILED");

        assertTally(run, 1, 0);
        assertThat(run.path("refused").asInt()).isZero();
        assertThat(run.path("failed").asInt()).isEqualTo(1);
        assertThat(run.path("problem").asString()).contains(broken.toString(), "internal");
        assertThat(run.has("finishedAt")).isTrue();
    }

    @Test
    void progress_is_not_noted_once_the_log_has_lost_what_it_is_about() {
        String product = aProduct("3.65");
        UUID event = UUID.fromString(deposited(anAccount(product), "10000", "2026-01-01"));
        InterestRunStore store = service.bean(InterestRunStore.class);
        String runId = ran(product, "2026-01-01", "2026-01-31").path("runId").asString();
        InterestRun run = store.find(UUID.fromString(runId)).orElseThrow();
        InterestRun further = run.after(run.position() + 1, 1, InterestRun.Tally.PAID);

        assertThat(store.save(further, run.position(), UUID.randomUUID()))
                .as("an event that the log has not")
                .isFalse();
        assertThat(store.save(further, run.position() - 1, event))
                .as("accounts that are not noted any more")
                .isFalse();
        assertThat(store.save(further, run.position(), event)).isTrue();
        assertThat(store.save(further, run.position(), event))
                .as("noted already")
                .isTrue();
    }

    @Test
    void a_run_that_one_instance_leaves_behind_is_carried_through_by_another() {
        String product = aProduct("3.65");
        IntStream.range(0, MORE_THAN_A_PAGE).parallel().forEach(i -> anAccount(product));
        String location;
        try (CommandService first = CommandService.on(logUrl, "daybook.relay.enabled=false")) {
            location = first.post("/v1/interest-runs", """
                            {"from": "2026-01-01", "to": "2026-01-31", "productCode": "%s"}""".formatted(product)).header("Location");
        }

        await().atMost(RUN_MAX).until(() -> service.send("GET", location, "")
                .body()
                .path("state")
                .asString()
                .equals("COMPLETED"));
        JsonNode run = service.send("GET", location, "").body();
        assertThat(run.path("paid").asInt() + run.path("unchanged").asInt())
                .as(run.toString())
                .isEqualTo(MORE_THAN_A_PAGE);
        assertTally(ran(product, "2026-01-01", "2026-01-31"), 0, MORE_THAN_A_PAGE);
    }

    @Test
    void a_run_that_is_asked_for_again_under_its_key_is_the_same_run() {
        String january = """
                {"from": "2026-01-01", "to": "2026-01-31", "productCode": "%s"}""".formatted(aProduct("3.65"));
        String colleague = CommandService.as("teller-2");
        String path = "/v1/interest-runs";

        Answer first = service.post(path, january, "Idempotency-Key", "january");
        Answer again = service.post(path, january, "Idempotency-Key", "january");
        Answer others = service.post(path, january, "Idempotency-Key", "january", "Authorization", colleague);
        Answer without = service.post(path, january);
        Answer other = service.post(path, january.replace("-31", "-30"), "Idempotency-Key", "january");

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.text("runId")).isEqualTo(first.text("runId"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(others.header("Location")).isNotEqualTo(first.header("Location"));
        assertThat(without.header("Location")).isNotEqualTo(first.header("Location"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void interest_on_one_account_is_paid_at_once() {
        UUID account = anAccount(aProduct("3.65"));
        deposited(account, "10000", "2026-01-01");
        String path = "/v1/accounts/%s/interest".formatted(account);
        String january = """
                {"from": "2026-01-01", "to": "2026-01-31"}""";

        assertThat(service.post(path, january).status()).isEqualTo(201);
        assertThat(service.post(path, january).problem()).isEqualTo("/problems/interest-already-paid");
        assertThat(service.post("/v1/accounts/%s/interest".formatted(service.anAccount()), january)
                        .problem())
                .isEqualTo("/problems/bears-no-interest");
        assertThat(service.post("/v1/accounts/%s/interest".formatted(UUID.randomUUID()), january)
                        .problem())
                .isEqualTo("/problems/unknown-account");
    }

    @Test
    void a_run_for_days_that_are_not_over_is_refused_at_once() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        assertThat(service.post("/v1/interest-runs", """
                                {"from": "%s", "to": "%s"}""".formatted(today.minusDays(3), today.plusDays(1)))
                        .problem())
                .isEqualTo("/problems/interest-period-not-over");
        assertThat(service.post("/v1/interest-runs", """
                                {"from": "2026-01-31", "to": "2026-01-01"}""").problem()).isEqualTo("/problems/interest-period-unfit");
        assertThat(service.send("GET", "/v1/interest-runs/" + UUID.randomUUID(), "")
                        .problem())
                .isEqualTo("/problems/unknown-interest-run");
    }
}
