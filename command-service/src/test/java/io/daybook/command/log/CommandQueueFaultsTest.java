package io.daybook.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import io.daybook.command.CommandService;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Sums.Add;
import io.daybook.command.log.clock.ClockLimits;
import io.daybook.command.log.clock.ClockProperties;
import io.daybook.events.EventCodec;
import io.daybook.localstack.Databases;
import io.daybook.telemetry.TelemetryAutoConfiguration;
import io.daybook.telemetry.Traces;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A queue of commands whose surroundings fail, before a commit or after it. */
class CommandQueueFaultsTest {

    private static final LogProperties PROPERTIES =
            new LogProperties(ZoneOffset.UTC, 10, 100, Duration.ofSeconds(15), 100, 1_000, 1_000, false);

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @AfterEach
    void close() {
        context.close();
    }

    private CommandQueue queue(CommandQueue.Log log) {
        context.registerBean(Tracer.class, () -> Tracer.NOOP);
        context.registerBean(Propagator.class, () -> Propagator.NOOP);
        context.register(TelemetryAutoConfiguration.class);
        context.refresh();
        return new CommandQueue(log, PROPERTIES, new LogMetrics(new Uncounted()), context.getBean(Traces.class));
    }

    /** Fails when a batch that was committed is counted. */
    private static final class Uncounted extends SimpleMeterRegistry {

        @Override
        protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
            return id.getName().equals("daybook.append")
                    ? new NoopTimer(id) {
                        @Override
                        public void record(long amount, TimeUnit unit) {
                            throw new IllegalStateException("This cannot be counted.");
                        }
                    }
                    : super.newTimer(id, statistics, pauses);
        }
    }

    /** Connections that commit when they are told to. */
    private static final class InTransactions extends DelegatingDataSource {

        InTransactions(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            connection.setAutoCommit(false);
            return connection;
        }
    }

    private static CommandEnvelope adding(int cents) {
        return new CommandEnvelope(
                new Add(new UUID(0, 1), cents),
                UUID.randomUUID(),
                new Origin("tester", null, null, null),
                null,
                OptionalLong.empty());
    }

    @Test
    void what_is_committed_is_not_appended_again_when_it_cannot_be_counted() throws Exception {
        var line = new DriverManagerDataSource(CommandService.freshLog(), Databases.COMMAND, Databases.COMMAND);
        var appender = new Appender(
                new InTransactions(line),
                new EventCodec(),
                new Sums(),
                Generators.timeBasedEpochGenerator()::generate,
                Clock.systemUTC(),
                new ClockLimits(new ClockProperties(Duration.ofSeconds(5), null)),
                PROPERTIES);
        CommandQueue queue = queue(appender::append);
        CompletableFuture<List<Outcome>> one = queue.enqueue(List.of(adding(1)), false);
        CompletableFuture<List<Outcome>> group = queue.enqueue(List.of(adding(2), adding(3)), true);

        queue.start();
        try {
            assertThat(one.get(20, TimeUnit.SECONDS)).allMatch(Appended.class::isInstance);
            assertThat(group.get(20, TimeUnit.SECONDS)).allMatch(Appended.class::isInstance);
        } finally {
            queue.stop();
        }

        assertThat(JdbcClient.create(line)
                        .sql("select count(*) from events")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void an_appender_that_has_ended_is_known_to_have_and_nobody_waits_for_it() {
        CommandQueue queue = queue(envelopes -> {
            throw new StackOverflowError("As was wished.");
        });
        queue.start();
        try {
            assertThat(queue.hasDied()).isFalse();
            CompletableFuture<List<Outcome>> unanswered = queue.enqueue(List.of(adding(1)), false);
            await().dontCatchUncaughtExceptions().until(queue::hasDied);

            assertThat(unanswered).isNotDone();
            assertThatThrownBy(() -> queue.submit(adding(1)))
                    .isInstanceOf(EventLogUnavailableException.class)
                    .hasMessageContaining("has ended");
        } finally {
            queue.stop();
        }
        assertThat(queue.hasDied()).isFalse();
    }
}
