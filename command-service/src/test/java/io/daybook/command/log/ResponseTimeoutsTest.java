package io.daybook.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for an answer is answered, whatever the log does. */
class ResponseTimeoutsTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private ResponseTimeouts limit = new ResponseTimeouts(NEVER);

    @AfterEach
    void close() {
        limit.close();
    }

    @Test
    void who_waits_too_long_is_told_so_although_who_came_before_has_been_answered() {
        limit = new ResponseTimeouts(Duration.ofMillis(1));
        var answered = new CompletableFuture<String>();
        var unanswered = new CompletableFuture<String>();
        limit.begin(answered);
        limit.begin(unanswered);
        answered.complete("done");

        limit.start();

        await().until(unanswered::isDone);
        assertIsToldThat("did not answer in time", unanswered);
        assertThat(answered).isCompletedWithValue("done");
    }

    @Test
    void who_has_not_waited_too_long_waits_on() {
        var waiting = new CompletableFuture<String>();
        var answered = CompletableFuture.completedFuture("done");
        limit.begin(answered);
        limit.begin(waiting);
        limit.start();

        await().during(Duration.ofMillis(500)).until(() -> !waiting.isDone());
    }

    @Test
    void at_the_end_nobody_is_left_waiting() {
        var waiting = new CompletableFuture<String>();
        limit.begin(waiting);

        limit.close();

        assertIsToldThat("is stopping", waiting);
    }

    private static void assertIsToldThat(String words, CompletableFuture<String> answer) {
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(EventLogUnavailableException.class)
                .hasMessageContaining(words);
    }
}
