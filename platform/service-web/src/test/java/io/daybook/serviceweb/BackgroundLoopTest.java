package io.daybook.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rounds of a thread, from the start of the application to its stop. */
@Timeout(30)
class BackgroundLoopTest {

    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final SynchronousQueue<String> rounds = new SynchronousQueue<>();
    private final CountDownLatch inRound = new CountDownLatch(1);
    private Loop loop = new Loop(FOR_EVER);

    /** Hands each round over to the test. */
    private class Loop extends BackgroundLoop {

        Loop(Duration pause) {
            super("test-loop", pause);
        }

        Loop(Duration pause, Duration stopWaitMax) {
            super("test-loop", pause, stopWaitMax);
        }

        @Override
        protected void begin() {
            told.add("begun");
        }

        @Override
        protected void round() throws Exception {
            told.add("round");
            inRound.countDown();
            rounds.put("round");
        }

        @Override
        protected void failed(Exception e) {
            told.add("failed: " + e.getMessage());
        }

        @Override
        protected void end() {
            told.add("ended");
        }

        @Override
        protected void interrupted() {
            told.add("interrupted");
        }
    }

    @AfterEach
    void stop() {
        rounds.poll();
        loop.stop();
    }

    @Test
    void a_loop_begins_goes_on_in_rounds_and_ends_when_it_is_stopped() throws InterruptedException {
        loop = new Loop(Duration.ZERO, FOR_EVER);

        loop.start();
        assertThat(loop.isRunning()).isTrue();
        rounds.take();
        rounds.take();
        var stopping = Thread.ofVirtual().start(loop::stop);
        while (!stopping.join(Duration.ofMillis(1))) {
            rounds.poll();
        }

        assertThat(loop.isRunning()).isFalse();
        assertThat(told).startsWith("begun", "round", "round").endsWith("ended").doesNotContain("interrupted");
    }

    @Test
    void a_round_that_fails_is_told_and_does_not_end_the_loop() throws InterruptedException {
        var twice = new CountDownLatch(2);
        loop = new Loop(Duration.ofNanos(1)) {
            @Override
            protected void round() throws Exception {
                twice.countDown();
                throw new IOException("no disk");
            }
        };

        loop.start();

        assertThat(twice.await(20, TimeUnit.SECONDS)).isTrue();
        loop.stop();
        assertThat(told)
                .startsWith("begun", "failed: no disk", "failed: no disk")
                .endsWith("ended");
    }

    @Test
    void a_loop_that_is_woken_does_not_wait_for_the_end_of_its_pause() throws InterruptedException {
        loop.start();
        rounds.take();

        loop.wake();

        assertThat(rounds.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void a_stop_ends_the_pause() throws InterruptedException {
        loop.start();
        rounds.take();

        loop.stop();

        assertThat(told).containsExactly("begun", "round", "ended");
    }

    @Test
    void a_round_that_takes_too_long_when_the_loop_is_stopped_is_interrupted() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        loop = new Loop(FOR_EVER, Duration.ofMillis(1)) {
            @Override
            protected void interrupted() {
                super.interrupted();
                interrupted.countDown();
            }
        };
        loop.start();
        assertThat(inRound.await(20, TimeUnit.SECONDS)).isTrue();

        loop.stop();

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(told).containsExactly("begun", "round", "interrupted");
    }

    @Test
    void a_loop_that_was_never_started_can_be_stopped() {
        loop.stop();

        assertThat(loop.isRunning()).isFalse();
        assertThat(told).isEmpty();
    }
}
