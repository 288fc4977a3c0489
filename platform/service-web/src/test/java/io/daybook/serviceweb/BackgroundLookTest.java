package io.daybook.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers from memory, by a clock that the test moves. */
@Timeout(30)
class BackgroundLookTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final SynchronousQueue<String> seen = new SynchronousQueue<>();
    private final BackgroundLook<String> look = new BackgroundLook<>("test-look", this::look, nanos::get);

    private String look() {
        looks.incrementAndGet();
        try {
            return seen.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @AfterEach
    void stop() {
        look.stop();
    }

    @Test
    void nothing_is_known_before_the_first_look() {
        look.start();

        assertThat(look.latest()).isEmpty();
    }

    @Test
    void however_many_ask_nobody_looks_but_the_thread() throws InterruptedException {
        look.start();
        seen.put("up");
        untilKnown();

        for (int i = 0; i < 1_000; i++) {
            assertThat(look.latest()).contains("up");
        }
        assertThat(looks.get()).isBetween(1, 2);
    }

    @Test
    void what_was_seen_too_long_ago_is_no_answer() throws InterruptedException {
        look.start();
        seen.put("up");
        untilKnown();

        nanos.addAndGet(BackgroundLook.AGE_MAX.toNanos());
        assertThat(look.latest()).contains("up");
        nanos.incrementAndGet();
        assertThat(look.latest()).isEmpty();
    }

    private void untilKnown() {
        while (look.latest().isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
