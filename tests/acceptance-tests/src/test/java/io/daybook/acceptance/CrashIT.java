package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashIT {

    private static final int CLIENTS = 8;
    private static final int ACKNOWLEDGED_BEFORE_CRASH = 3_000;
    private static final String ONE_EURO = "{\"amount\": \"1.00\"}";

    /** A deposit that was sent, by its key; whether it was acknowledged before the crash shows in {@code answers}. */
    private record Sent(String key, UUID account) {}

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_applied_twice_when_everything_is_killed_under_load(
            @TempDir Path data) throws Exception {
        try (TestClient client = new TestClient()) {
            List<UUID> accounts;
            RunningDemo demo = RunningDemo.on(data);
            accounts = IntStream.range(0, 20)
                    .mapToObj(i -> demo.openAccount(client))
                    .toList();
            depositUntilKilled(demo, client, accounts);

            try (RunningDemo restarted = RunningDemo.on(data)) {
                for (Sent deposit : sent.values()) {
                    Answer again = deposit(restarted, client, deposit);
                    assertThat(again.status()).isEqualTo(201);
                    Answer before = answers.get(deposit.key());
                    assertThat(before == null || before.body().equals(again.body()))
                            .isTrue();
                }
                for (UUID account : accounts) {
                    long deposits = sent.values().stream()
                            .filter(deposit -> deposit.account().equals(account))
                            .count();
                    assertThat(restarted.balance(client, account, deposits + 1))
                            .isEqualByComparingTo(BigDecimal.valueOf(deposits));
                }
            }
        }
    }

    private void depositUntilKilled(RunningDemo demo, TestClient client, List<UUID> accounts) throws Exception {
        var killed = new AtomicBoolean();
        var count = new AtomicLong();
        var acknowledged = new Semaphore(0);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> {
                    while (!killed.get()) {
                        long number = count.incrementAndGet();
                        var deposit = new Sent("crash-" + number, accounts.get((int) (number % accounts.size())));
                        sent.put(deposit.key(), deposit);
                        try {
                            Answer answer = deposit(demo, client, deposit);
                            if (answer.status() == 201) {
                                answers.put(deposit.key(), answer);
                                acknowledged.release();
                            }
                        } catch (UncheckedIOException e) {
                            // The crash: whether this deposit was taken is found out after the restart.
                            killed.set(true);
                        }
                    }
                });
            }
            acknowledged.acquire(ACKNOWLEDGED_BEFORE_CRASH);
            demo.kill();
            killed.set(true);
        }
        assertThat(answers.size()).isGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_CRASH);
    }

    private static Answer deposit(RunningDemo demo, TestClient client, Sent deposit) {
        return client.post(
                "%s/v1/accounts/%s/deposits".formatted(demo.commands(), deposit.account()),
                ONE_EURO,
                "Idempotency-Key",
                deposit.key());
    }
}
