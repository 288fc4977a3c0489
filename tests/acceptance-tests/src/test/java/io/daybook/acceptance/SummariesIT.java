package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.Dynalite;
import io.daybook.testsupport.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The view in DynamoDB, switched on beside the others. */
class SummariesIT {

    private static final int CUSTOMERS = 4;
    private static final int FIRST_DEPOSITS = 100;
    private static final Duration WAIT_MAX = Duration.ofMinutes(2);

    private final TestClient client = new TestClient();
    private Dynalite dynalite;
    private RunningDemo demo;

    @BeforeEach
    void start(@TempDir Path data) {
        assumeTrue(Dynalite.isInstalled(), Dynalite::howToInstall);
        dynalite = Dynalite.start();
        demo = RunningDemo.on(data, "--dynamodb", dynalite.endpoint().toString());
    }

    @AfterEach
    void stop() {
        client.close();
        if (demo != null) {
            demo.close();
        }
        if (dynalite != null) {
            dynalite.close();
        }
    }

    @Test
    void customers_notice_nothing_of_rebuilds_and_a_lost_store_comes_back_with_the_same_summaries() throws Exception {
        var isOver = new AtomicBoolean();
        List<UUID> accounts = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> demo.openAccount(client))
                .toList();
        try (ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS)) {
            List<Future<Long>> visits = accounts.stream()
                    .map(account -> customers.submit(() -> visitUntil(account, isOver)))
                    .toList();
            try {
                for (String path : List.of("rebuild", "rollback", "rebuild")) {
                    assertThat(rebuilt(path).text("state")).isEqualTo("SWAPPED");
                }
            } finally {
                isOver.set(true);
            }
            for (Future<Long> visit : visits) {
                assertThat(visit.get()).isGreaterThanOrEqualTo(FIRST_DEPOSITS);
            }
        }
        List<JsonNode> before = accounts.stream().map(this::found).toList();

        dynalite.close();
        assertThat(summary(accounts.get(0)).status()).isEqualTo(503);
        dynalite.restart();
        demo.openAccount(client);

        await().atMost(WAIT_MAX).ignoreExceptions().untilAsserted(() -> assertThat(
                        accounts.stream().map(this::found))
                .containsExactlyElementsOf(before));
    }

    /** Deposits, and after each deposit finds it in the summary; never less than before, and what the account says. */
    private long visitUntil(UUID account, AtomicBoolean isOver) {
        long version = 1;
        while (!isOver.get() || version < FIRST_DEPOSITS) {
            Answer deposited = client.post(
                    "%s/v1/accounts/%s/deposits".formatted(demo.commands(), account), "{\"amount\": \"1.00\"}");
            version = deposited.body().path("version").asLong();
            Answer awaited = client.get(
                    "%s/v1/account-summaries/%s?atLeastVersion=%d".formatted(demo.queries(), account, version));
            assertThat(awaited.text("balance")).as(awaited.toString()).isEqualTo((version - 1) + ".00");
            Answer plain = summary(account);
            assertThat(plain.body().path("version").asLong()).isEqualTo(version);
        }
        assertThat(demo.balance(client, account, version))
                .isEqualTo(summary(account).text("balance"));
        return version;
    }

    private Answer summary(UUID account) {
        return client.get("%s/v1/account-summaries/%s".formatted(demo.queries(), account));
    }

    private JsonNode found(UUID account) {
        Answer summary = summary(account);
        assertThat(summary.status()).as(summary.toString()).isEqualTo(200);
        return summary.body();
    }

    private Answer rebuilt(String path) {
        Answer begun = client.post("%s/v1/views/summaries/%s".formatted(demo.operators(), path), "{}");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        return await().atMost(WAIT_MAX)
                .until(() -> client.get(demo.operators() + "/v1/views/summaries/rebuild"), answer -> answer.body()
                        .has("endedAt"));
    }
}
