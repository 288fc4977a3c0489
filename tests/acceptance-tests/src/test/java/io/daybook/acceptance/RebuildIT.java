package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(SharedDemos.ON_PLAIN)
class RebuildIT {

    private static final int CUSTOMERS = 8;
    private static final int FIRST_DEPOSITS = 300;
    private static final Duration REBUILD_TIME_MAX = Duration.ofMinutes(2);

    private final TestClient client = new TestClient();
    private final RunningDemo demo = SharedDemos.plain();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void customers_notice_nothing_while_views_are_rebuilt_and_swapped_and_taken_back() throws Exception {
        var isOver = new AtomicBoolean();
        try (ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS)) {
            List<Future<Long>> visits = IntStream.range(0, CUSTOMERS)
                    .mapToObj(i -> customers.submit(() -> visitUntil(isOver)))
                    .toList();
            List<Answer> rebuilds = new ArrayList<>();
            try {
                for (String path : List.of("balances/rebuild", "audit/rebuild", "balances/rollback", "audit/rebuild")) {
                    rebuilds.add(rebuild(path));
                }
            } finally {
                isOver.set(true);
            }
            for (Future<Long> visit : visits) {
                assertThat(visit.get()).isGreaterThanOrEqualTo(FIRST_DEPOSITS);
            }
            assertThat(rebuilds).allSatisfy(rebuild -> {
                assertThat(rebuild.text("state")).as(rebuild.toString()).isEqualTo("SWAPPED");
                assertThat(rebuild.body().path("comparison").path("equal").asBoolean())
                        .isTrue();
            });
        }
    }

    /** Deposits, and after each deposit finds it in the balance, the statement and the history; never less than before. */
    private long visitUntil(AtomicBoolean isOver) {
        UUID account = demo.openAccount(client);
        long version = 1;
        while (!isOver.get() || version < FIRST_DEPOSITS) {
            Answer deposited = client.post(
                    "%s/v1/accounts/%s/deposits".formatted(demo.commands(), account), "{\"amount\": \"1.00\"}");
            assertThat(deposited.status()).isEqualTo(201);
            version = deposited.body().path("version").asLong();
            Answer balance = read("%s?atLeastVersion=%d".formatted(account, version));
            assertThat(balance.text("balance")).isEqualTo((version - 1) + ".00");
            Answer plain = read(account.toString());
            assertThat(plain.body().path("version").asLong()).isEqualTo(version);
            Answer statement = read("%s/transactions?limit=500&atLeastVersion=%d".formatted(account, version));
            assertThat(statement.body().path("items")).hasSize((int) Math.min(500, version - 1));
            Answer history = read("%s/history?limit=500&atLeastVersion=%d".formatted(account, version));
            assertThat(history.body().path("items")).hasSize((int) Math.min(500, version));
        }
        return version;
    }

    private Answer read(String path) {
        Answer answer = client.get("%s/v1/accounts/%s".formatted(demo.queries(), path));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private Answer rebuild(String path) {
        Answer begun = client.post("%s/v1/views/%s".formatted(demo.operators(), path), "{}");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        String status = "%s/v1/views/%s/rebuild".formatted(demo.operators(), path.substring(0, path.indexOf('/')));
        return await().atMost(REBUILD_TIME_MAX)
                .until(() -> client.get(status), answer -> answer.body().has("endedAt"));
    }
}
