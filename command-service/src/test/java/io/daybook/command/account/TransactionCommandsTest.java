package io.daybook.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.CommandService;
import io.daybook.testsupport.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionCommandsTest {

    private static final int CALLERS = 16;
    private static final String BECAUSE = "{\"reason\": \"booked twice\"}";

    private final CommandService service = startService();

    private static CommandService startService() {
        return CommandService.on(CommandService.freshLog(), "daybook.relay.enabled=false");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private String deposited(UUID account, String amount, String effectiveDate) {
        Answer deposited =
                service.post("/v1/accounts/%s/deposits".formatted(account), """
                {"amount": "%s", "effectiveDate": "%s"}""".formatted(amount, effectiveDate));
        return eventId(deposited, 0);
    }

    private static String eventId(Answer answer, int index) {
        return answer.body().get("eventIds").get(index).asString();
    }

    private Answer reverse(String eventId, String... headers) {
        return service.post("/v1/transactions/%s/reversal".formatted(eventId), BECAUSE, headers);
    }

    @Test
    void a_transaction_is_reversed_once_and_the_same_key_gets_the_same_answer() {
        UUID account = service.anAccount();
        String deposit = deposited(account, "10.00", "2026-01-31");

        Answer reversed = reverse(deposit, "Idempotency-Key", "reverse-" + deposit);

        assertThat(reversed.status()).isEqualTo(201);
        assertThat(reversed.body().get("accountId").asString()).isEqualTo(account.toString());
        assertThat(reversed.header("ETag")).isEqualTo("\"3\"");
        assertThat(reverse(deposit, "Idempotency-Key", "reverse-" + deposit).body())
                .isEqualTo(reversed.body());
        Answer again = reverse(deposit);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("/problems/already-reversed");
    }

    @Test
    void of_many_who_reverse_at_once_one_succeeds() throws Exception {
        UUID account = service.anAccount();
        String deposit = deposited(account, "10.00", "2026-01-31");
        List<Callable<Integer>> callers = IntStream.range(0, CALLERS)
                .<Callable<Integer>>mapToObj(i -> () -> reverse(deposit).status())
                .toList();

        try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Integer>> statuses = executor.invokeAll(callers);
            assertThat(statuses).extracting(Future::get).containsOnlyOnce(201).contains(409);
        }
    }

    @Test
    void a_transfer_is_reversed_on_both_accounts_from_either_side() {
        UUID from = service.anAccount();
        UUID to = service.anAccount();
        deposited(from, "10.00", "2026-01-31");
        Answer transferred = service.post("/v1/transfers", """
                {"fromAccountId": "%s", "toAccountId": "%s", "amount": "10.00"}""".formatted(from, to));

        Answer reversed = reverse(eventId(transferred, 1));

        assertThat(reversed.status()).isEqualTo(201);
        assertThat(reversed.body().get("accountId").asString()).isEqualTo(to.toString());
        assertThat(reversed.body().get("eventIds")).hasSize(2);
        assertThat(service.post("/v1/accounts/%s/withdrawals".formatted(to), "{\"amount\": \"1\"}")
                        .problem())
                .isEqualTo("/problems/insufficient-funds");
        assertThat(service.post("/v1/accounts/%s/withdrawals".formatted(from), "{\"amount\": \"10\"}")
                        .status())
                .isEqualTo(201);
        assertThat(reverse(eventId(transferred, 0)).problem()).isEqualTo("/problems/already-reversed");
    }

    @Test
    void a_corrected_transfer_can_be_reversed_on_both_accounts() {
        UUID from = service.anAccount();
        UUID to = service.anAccount();
        deposited(from, "10.00", "2026-01-31");
        Answer transferred = service.post("/v1/transfers", """
                {"fromAccountId": "%s", "toAccountId": "%s", "amount": "10.00"}""".formatted(from, to));

        Answer corrected = service.post(
                "/v1/transactions/%s/correction".formatted(eventId(transferred, 0)),
                "{\"amount\": \"1.00\", \"reason\": \"a zero too many\"}");
        assertThat(corrected.status()).isEqualTo(201);
        assertThat(corrected.body().get("eventIds")).hasSize(4);

        assertThat(reverse(eventId(corrected, 3)).body().get("eventIds")).hasSize(2);
    }

    @Test
    void a_correction_says_what_it_should_have_been() {
        UUID account = service.anAccount();
        String deposit = deposited(account, "100.00", "2026-01-31");

        Answer corrected = service.post("/v1/transactions/%s/correction".formatted(deposit), """
                {"amount": "10.00", "reason": "a zero too many"}""");

        assertThat(corrected.status()).isEqualTo(201);
        assertThat(service.post("/v1/accounts/%s/withdrawals".formatted(account), "{\"amount\": \"10.01\"}")
                        .problem())
                .isEqualTo("/problems/insufficient-funds");
    }

    @Test
    void the_unknown_and_the_unexplained_are_refused() {
        UUID account = service.anAccount();
        String deposit = deposited(account, "100.00", "2026-01-31");

        assertThat(reverse(UUID.randomUUID().toString()).problem()).isEqualTo("/problems/unknown-transaction");
        assertThat(reverse("not-an-id").status()).isEqualTo(400);
        Answer unexplained = service.post("/v1/transactions/%s/reversal".formatted(deposit), "{\"reason\": \" \"}");
        assertThat(unexplained.status()).isEqualTo(400);
        assertThat(service.post("/v1/transactions/%s/reversal".formatted(deposit), "{}")
                        .status())
                .isEqualTo(400);
    }
}
