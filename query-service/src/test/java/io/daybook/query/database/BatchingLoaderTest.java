package io.daybook.query.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchingLoaderTest {

    private static final int MANY = 2_000;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Collection<Integer>> statements = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    void who_comes_alone_is_answered_by_a_statement_of_its_own() {
        var reads = new BatchingLoader<Integer, String>(this::evenNumbers);

        assertThat(reads.find(2)).contains("2");
        assertThat(reads.find(3)).isEmpty();
        assertThat(statements).containsExactly(Set.of(2), Set.of(3));
    }

    @Test
    void who_comes_while_statements_run_is_answered_by_the_next_one_together_with_the_others() {
        var isOpen = new CountDownLatch(1);
        var running = new AtomicInteger();
        var reads = new BatchingLoader<Integer, String>(keys -> {
            running.incrementAndGet();
            awaiting(isOpen);
            return evenNumbers(keys);
        });
        List<CompletableFuture<Optional<String>>> first = asked(reads, List.of(0));
        await().until(() -> running.get() == 1);
        List<CompletableFuture<Optional<String>>> second = asked(reads, List.of(2));
        await().until(() -> running.get() == 2);

        List<CompletableFuture<Optional<String>>> rest = asked(reads, List.of(4, 5, 6, 4));
        await().until(() -> reads.waiting() == 4);
        isOpen.countDown();

        assertThat(answers(first)).containsExactly(Optional.of("0"));
        assertThat(answers(second)).containsExactly(Optional.of("2"));
        assertThat(answers(rest))
                .containsExactly(Optional.of("4"), Optional.empty(), Optional.of("6"), Optional.of("4"));
        assertThat(statements).hasSizeLessThanOrEqualTo(4).anySatisfy(keys -> assertThat(keys)
                .contains(4));
    }

    @Test
    void everybody_is_answered_however_many_come_at_once() {
        var reads = new BatchingLoader<Integer, String>(this::evenNumbers);

        List<CompletableFuture<Optional<String>>> asked =
                asked(reads, IntStream.range(0, MANY).boxed().toList());

        assertThat(answers(asked)).filteredOn(Optional::isPresent).hasSize(MANY / 2);
        assertThat(statements).allSatisfy(keys -> assertThat(keys).hasSizeLessThanOrEqualTo(256));
    }

    @Test
    void a_statement_that_fails_fails_those_it_was_for_and_nobody_after_them() {
        var failures = new AtomicInteger(1);
        var reads = new BatchingLoader<Integer, String>(keys -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("The database is away.");
            }
            return evenNumbers(keys);
        });

        assertThatThrownBy(() -> reads.find(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The database is away.");
        assertThat(reads.find(2)).contains("2");
    }

    private Map<Integer, String> evenNumbers(Collection<Integer> keys) {
        statements.add(keys);
        return new HashMap<>(keys.stream()
                .filter(key -> key % 2 == 0)
                .collect(Collectors.toMap(Function.identity(), String::valueOf)));
    }

    private List<CompletableFuture<Optional<String>>> asked(BatchingLoader<Integer, String> reads, List<Integer> keys) {
        var answers = new ArrayList<CompletableFuture<Optional<String>>>();
        keys.forEach(key -> answers.add(CompletableFuture.supplyAsync(() -> reads.find(key), callers)));
        return answers;
    }

    private static List<Optional<String>> answers(List<CompletableFuture<Optional<String>>> asked) {
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static void awaiting(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
