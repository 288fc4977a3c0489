package io.daybook.command.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.log.EventLogUnavailableException;
import io.daybook.localstack.Databases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Events whose time has come, on a real table, with a handler that fails for some of them. */
class DueRunnerTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final int ROUND_EVENTS_MAX = 100;

    private final JdbcClient jdbc = JdbcClient.create(
            new DriverManagerDataSource(CommandService.freshLog(), Databases.COMMAND, Databases.COMMAND));
    private final DueStore store = new DueStore(jdbc);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Set<UUID> impossible = ConcurrentHashMap.newKeySet();
    private final Set<UUID> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tries = new AtomicInteger();
    private volatile boolean isLogAway;
    private final DueRunner runner =
            new DueRunner(store, List.of(new Handler()), Clock.fixed(NOW, ZoneOffset.UTC), meters);

    private final class Handler implements DueHandler {

        @Override
        public String type() {
            return "Possible";
        }

        @Override
        public boolean handle(DueEvent due) {
            if (isLogAway) {
                tries.incrementAndGet();
                throw new EventLogUnavailableException("As was wished.");
            }
            if (impossible.contains(due.eventId())) {
                throw new IllegalStateException("The stream cannot be written.");
            }
            return done.add(due.eventId());
        }
    }

    @BeforeEach
    void start() {
        runner.start();
    }

    @AfterEach
    void stop() {
        runner.stop();
    }

    private UUID due(String type, Instant at) {
        return due(UUID.randomUUID(), type, at);
    }

    private UUID due(UUID event, String type, Instant at) {
        jdbc.sql("""
                        insert into due_events (event_id, stream_id, type, due_at)
                        values (:event, :event, :type, :at)
                        """)
                .param("event", event)
                .param("type", type)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return event;
    }

    private void awaitDone(UUID event) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            runner.wake();
            assertThat(done).contains(event);
        });
    }

    private double failing() {
        return meters.get("daybook.due.failing").gauge().value();
    }

    @Test
    void a_round_full_of_events_that_fail_does_not_hold_up_those_that_are_due_later() {
        for (int i = 0; i < ROUND_EVENTS_MAX; i++) {
            UUID event = UUID.randomUUID();
            impossible.add(event);
            due(event, "Possible", NOW.minusSeconds(60));
        }

        awaitDone(due("Possible", NOW.minusSeconds(1)));

        await().untilAsserted(() -> assertThat(failing()).isEqualTo(ROUND_EVENTS_MAX));
    }

    @Test
    void nothing_is_put_off_while_no_command_can_be_recorded() {
        isLogAway = true;
        UUID event = due("Possible", NOW);
        runner.wake();
        await().atMost(Duration.ofSeconds(20)).until(() -> tries.get() > 0);
        isLogAway = false;

        awaitDone(event);

        assertThat(failing()).isZero();
    }

    @Test
    void an_event_that_nothing_here_knows_of_is_put_off_and_kept() {
        UUID unknown = due("OfALaterVersion", NOW.minusSeconds(60));

        awaitDone(due("Possible", NOW));

        await().untilAsserted(() -> assertThat(failing()).isEqualTo(1));
        assertThat(store.due(NOW, ROUND_EVENTS_MAX)).isEmpty();
        assertThat(store.due(NOW.plusSeconds(10), ROUND_EVENTS_MAX))
                .singleElement()
                .satisfies(due -> assertThat(due.eventId()).isEqualTo(unknown));
    }

    @Test
    void the_pause_doubles_with_each_failure_up_to_three_quarters_of_an_hour() {
        UUID event = UUID.randomUUID();

        assertThat(List.of(0, 1, 2, 8, 9, 1000))
                .extracting(failures -> new DueEvent(event, event, "Possible", failures).pause())
                .containsExactly(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(2560),
                        Duration.ofSeconds(2560),
                        Duration.ofSeconds(2560));
    }
}
