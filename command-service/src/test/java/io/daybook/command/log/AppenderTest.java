package io.daybook.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import io.daybook.command.CommandService;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.command.log.Sums.Add;
import io.daybook.command.log.clock.ClockLimits;
import io.daybook.command.log.clock.ClockProperties;
import io.daybook.events.EventCodec;
import io.daybook.localstack.Databases;
import io.daybook.testsupport.TestServers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Appenders, each as an instance has one, at a log that loses events, and at clocks that do not agree. */
class AppenderTest {

    private static final LogProperties PROPERTIES =
            new LogProperties(ZoneOffset.UTC, 10, 100, Duration.ofSeconds(15), 100, 1_000, 1_000, true);
    private static final Duration AHEAD_MAX = Duration.ofSeconds(5);
    private static final UUID RICH = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final String logUrl = CommandService.freshLog();
    private final Line line = new Line();
    private final Appender appender = appender(line, Clock.systemUTC(), AHEAD_MAX, null);
    private final Appender elsewhere = appender(new Line(), Clock.systemUTC(), AHEAD_MAX, null);

    private static Appender appender(
            DataSource line, Clock clock, Duration aheadMax, @Nullable Instant headAcceptedUntil) {
        return new Appender(
                line,
                new EventCodec(),
                new Sums(),
                Generators.timeBasedEpochGenerator()::generate,
                clock,
                new ClockLimits(new ClockProperties(aheadMax, headAcceptedUntil)),
                PROPERTIES);
    }

    private static Outcome add(Appender appender, UUID stream, int cents) throws SQLException {
        var envelope = new CommandEnvelope(
                new Add(stream, cents),
                UUID.randomUUID(),
                new Origin("tester", null, null, null),
                null,
                OptionalLong.empty());
        return appender.append(List.of(envelope)).getFirst();
    }

    /** Connections to the log; the next statement of one may fail, and the next one may not be given back. */
    private final class Line extends AbstractDataSource {

        private @Nullable String failsWith;
        private boolean failsAtClose;

        @Override
        public Connection getConnection(String username, String password) {
            throw new UnsupportedOperationException("The appender does not log in itself.");
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = DriverManager.getConnection(logUrl, Databases.COMMAND, Databases.COMMAND);
            real.setAutoCommit(false);
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        String state = failsWith;
                        if (method.getName().equals("prepareStatement") && state != null) {
                            failsWith = null;
                            throw new SQLException("As was wished.", state);
                        }
                        try {
                            Object result = method.invoke(real, arguments);
                            if (method.getName().equals("close") && failsAtClose) {
                                throw new SQLException("The connection was not given back.");
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    /** A superuser, whom no trigger keeps from anything. */
    private void does(String statements) throws SQLException {
        var postgres = TestServers.postgres();
        try (Connection connection =
                        DriverManager.getConnection(logUrl, postgres.superuser(), postgres.superuserPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(statements);
        }
    }

    /** As after a failover to a standby that had none of it. */
    private void loseEverything() throws SQLException {
        does("""
            delete from events;
            update log_head
            set position    = 0,
                hash        = decode(repeat('00', 32), 'hex'),
                recorded_at = '-infinity'
            """);
    }

    private String asked(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void money_that_the_log_has_lost_is_not_paid_out_where_another_event_stands_in_its_place() throws SQLException {
        add(appender, RICH, 500_000);
        loseEverything();
        add(elsewhere, OTHER, 100);

        assertThat(add(appender, RICH, -500_000)).isInstanceOf(Refused.class);
        assertThat(add(appender, OTHER, -100)).isInstanceOf(Appended.class);
    }

    @Test
    void money_that_the_log_has_lost_is_not_paid_out_where_other_events_have_followed() throws SQLException {
        add(appender, RICH, 500_000);
        loseEverything();
        for (int i = 0; i < 3; i++) {
            add(elsewhere, OTHER, 100);
        }

        assertThat(add(appender, RICH, -500_000)).isInstanceOf(Refused.class);
        assertThat(add(appender, OTHER, -300)).isInstanceOf(Appended.class);
    }

    @Test
    void states_are_forgotten_with_a_lost_connection_and_kept_when_a_lock_takes_too_long() throws SQLException {
        add(appender, RICH, 500);
        // The hash stays, so whoever remembers the stream does not see it.
        does("update events set payload = replace(payload::text, '5.00', '7.00')::json");

        line.failsWith = "55P03";
        assertThatThrownBy(() -> add(appender, RICH, 1)).isInstanceOf(SQLException.class);
        assertThat(add(appender, RICH, -700)).isInstanceOf(Refused.class);

        line.failsWith = "08006";
        assertThatThrownBy(() -> add(appender, RICH, 1)).isInstanceOf(SQLException.class);
        assertThat(add(appender, RICH, -700)).isInstanceOf(Appended.class);
    }

    @Test
    void a_commit_that_succeeded_is_told_so_whatever_becomes_of_its_connection() throws SQLException {
        line.failsAtClose = true;

        assertThat(add(appender, RICH, 500)).isInstanceOf(Appended.class);
        assertThat(asked("select count(*) from events")).isEqualTo("1");
    }

    @Test
    void a_clock_far_from_the_databases_dates_nothing_and_the_instance_says_why() throws SQLException {
        for (Duration by : List.of(Duration.ofMinutes(10), Duration.ofSeconds(-40))) {
            Clock wrong = Clock.offset(Clock.systemUTC(), by);

            assertThatThrownBy(() -> add(appender(line, wrong, AHEAD_MAX, null), RICH, 1))
                    .isInstanceOf(ClockDeviatesException.class);
            assertThat(status(wrong, null).obstacle()).startsWith("The clock of this instance is ");
        }
        assertThat(asked("select count(*) from events")).isEqualTo("0");
        assertThat(status(Clock.systemUTC(), null).obstacle()).isNull();
    }

    private LogStatus status(Clock clock, @Nullable Instant headAcceptedUntil) {
        var jdbc = JdbcClient.create(new DriverManagerDataSource(logUrl, Databases.COMMAND, Databases.COMMAND));
        var limits = new ClockLimits(new ClockProperties(AHEAD_MAX, headAcceptedUntil));
        return new LogHeadReader(jdbc, PROPERTIES, limits, clock).status();
    }

    @Test
    void the_time_of_waiting_for_the_head_does_not_count() throws Exception {
        Duration brief = Duration.ofMillis(500);
        try (ExecutorService client = Executors.newSingleThreadExecutor();
                Connection blocker = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("select * from log_head for update");
            Future<Outcome> waiting =
                    client.submit(() -> add(appender(new Line(), Clock.systemUTC(), brief, null), RICH, 1));
            await().until(() ->
                    asked("select count(*) from pg_locks where not granted").equals("1"));
            blocker.createStatement().execute("select pg_sleep(1)");
            blocker.rollback();

            assertThat(waiting.get()).isInstanceOf(Appended.class);
        }
    }

    @Test
    void a_log_that_ends_in_2099_is_gone_on_with_only_if_that_is_accepted() throws SQLException {
        add(appender, RICH, 500);
        does("update log_head set recorded_at = '2099-01-01T00:00:00Z'");
        Instant end = Instant.parse("2099-01-01T00:00:00Z");

        assertThatThrownBy(() -> add(appender, RICH, 1)).hasMessageContaining("2099-01-01T00:00:00Z");
        assertThat(status(Clock.systemUTC(), null).obstacle()).contains("2099-01-01T00:00:00Z");

        assertThat(add(appender(line, Clock.systemUTC(), AHEAD_MAX, end), RICH, 1))
                .isInstanceOf(Appended.class);
        assertThat(asked("select recorded_at = '2099-01-01T00:00:00Z' from events where position = 2"))
                .isEqualTo("t");
        assertThat(asked("select effective_date - current_date between -1 and 1 from events where position = 2"))
                .isEqualTo("t");
        assertThat(status(Clock.systemUTC(), end).obstacle()).isNull();
    }

    @Test
    void a_database_without_the_standby_that_is_required_is_reported_and_written_to() {
        LogStatus status = status(Clock.systemUTC(), null);

        assertThat(status.isAlone()).isTrue();
        assertThat(status.obstacle()).isNull();
        assertThat(status.troubles()).singleElement().asString().contains("commits alone");
    }
}
