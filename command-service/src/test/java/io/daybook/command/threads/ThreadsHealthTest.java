package io.daybook.command.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.serviceweb.BackgroundLoop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** An instance's health as its threads end. */
class ThreadsHealthTest {

    /** A loop whose rounds fail in one way. */
    private static final class Failing extends BackgroundLoop {

        private final Throwable fault;

        Failing(String name, Throwable fault) {
            super(name, Duration.ofMillis(1));
            this.fault = fault;
        }

        @Override
        protected void round() throws Exception {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (Exception) fault;
        }

        @Override
        protected void failed(Exception e) {}
    }

    @Test
    void a_thread_that_has_ended_while_the_service_runs_is_named_and_one_that_was_stopped_is_not() {
        var importer = new Failing("importer", new StackOverflowError("As was wished."));
        var relay = new Failing("relay", new IllegalStateException("As was wished."));
        importer.start();
        relay.start();
        try {
            await().dontCatchUncaughtExceptions().until(importer::hasDied);
            Health health = ThreadsHealth.health(false, List.of(importer, relay));

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsEntry("ended", List.of("importer"));
        } finally {
            importer.stop();
            relay.stop();
        }
        assertThat(ThreadsHealth.health(false, List.of(importer, relay)).getStatus())
                .isEqualTo(Status.UP);
        assertThat(ThreadsHealth.health(true, List.of(importer, relay)).getStatus())
                .isEqualTo(Status.DOWN);
    }
}
