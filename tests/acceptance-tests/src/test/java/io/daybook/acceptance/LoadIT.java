package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(SharedDemos.LAST_ON_PLAIN)
class LoadIT {

    private static final int CONNECTIONS = 32;
    private static final int DEPOSITS = 100_000;
    private static final int DEPOSIT_ACCOUNTS = 1_000;
    private static final int TRANSFERS = 5_000;
    private static final int TRANSFER_ACCOUNTS = 50;

    private final TestClient client = new TestClient();
    private final TestClient load = client.unchecked();
    private final Map<UUID, Long> versions = new ConcurrentHashMap<>();
    private final RunningDemo demo = SharedDemos.plain();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_hundred_thousand_deposits_end_in_balances_that_equal_their_sums() throws Exception {
        List<UUID> accounts = openAccounts(DEPOSIT_ACCOUNTS);

        inParallel(DEPOSITS, i -> deposit(accounts.get(i % DEPOSIT_ACCOUNTS), "1.25"));

        for (UUID account : accounts) {
            assertThat(demo.balance(client, account, 1 + DEPOSITS / DEPOSIT_ACCOUNTS))
                    .isEqualByComparingTo("125.00");
        }
    }

    @Test
    void a_storm_of_transfers_among_fifty_accounts_conserves_the_total() throws Exception {
        List<UUID> accounts = openAccounts(TRANSFER_ACCOUNTS);
        accounts.forEach(account -> deposit(account, "10.00"));

        inParallel(TRANSFERS, i -> transferSomething(accounts));

        // Answers tell the payer's version only: what an account received last may still be on its way to the view.
        await().untilAsserted(() -> assertThat(total(accounts)).isEqualByComparingTo("500.00"));
    }

    private BigDecimal total(List<UUID> accounts) {
        return accounts.stream()
                .map(account -> demo.balance(client, account, versions.getOrDefault(account, 1L)))
                .peek(balance -> assertThat(balance).isNotNegative())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<UUID> openAccounts(int count) {
        return IntStream.range(0, count).mapToObj(i -> demo.openAccount(client)).toList();
    }

    private int deposit(UUID account, String amount) {
        return command("/v1/accounts/%s/deposits".formatted(account), "{\"amount\": \"%s\"}".formatted(amount));
    }

    private int transferSomething(List<UUID> accounts) {
        var random = ThreadLocalRandom.current();
        UUID from = accounts.get(random.nextInt(TRANSFER_ACCOUNTS));
        UUID to = accounts.get(random.nextInt(TRANSFER_ACCOUNTS));
        return command("/v1/transfers", """
                {"fromAccountId": "%s", "toAccountId": "%s", "amount": "%d.%02d"}""".formatted(from, to, random.nextInt(8), random.nextInt(1, 100)));
    }

    private int command(String path, String json) {
        Answer answer = load.post(demo.commands() + path, json);
        if (answer.status() == 201) {
            versions.merge(
                    UUID.fromString(answer.text("accountId")),
                    answer.body().path("version").asLong(),
                    Math::max);
        }
        return answer.status();
    }

    private static void inParallel(int times, IntUnaryOperator action) throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int number = i;
            calls.add(() -> action.applyAsInt(number));
        }
        try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Integer> status : connections.invokeAll(calls)) {
                assertThat(status.get()).isIn(201, 422);
            }
        }
    }
}
