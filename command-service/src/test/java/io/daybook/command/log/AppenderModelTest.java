package io.daybook.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.uuid.Generators;
import io.daybook.command.CommandService;
import io.daybook.command.log.SumModel.Recorded;
import io.daybook.command.log.SumModel.Told;
import io.daybook.command.log.SumModel.Wish;
import io.daybook.command.log.clock.ClockLimits;
import io.daybook.command.log.clock.ClockProperties;
import io.daybook.events.EventCodec;
import io.daybook.localstack.Databases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Appenders take turns at one log in any order, with batches of any kind, and fail before a commit or right after it. Whatever
 * they do, the log and all answers are those of a model that does one command at a time. Caches, catch-ups and snapshots are so
 * small that every way through them is taken.
 */
class AppenderModelTest {

    private static final int APPENDERS = 3;
    private static final LogProperties PROPERTIES =
            new LogProperties(ZoneOffset.UTC, 10, 100, Duration.ofSeconds(15), 2, 3, 5, false);

    private static String logUrl = "";

    enum Failure {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    record Step(int appender, List<Wish> wishes, Failure failure) {}

    @BeforeContainer
    static void makeTheLog() {
        logUrl = CommandService.freshLog();
    }

    @Provide
    Arbitrary<List<Step>> plans() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, APPENDERS - 1),
                        SumModel.wishes().list().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just(Failure.NONE)),
                                Tuple.of(1, Arbitraries.just(Failure.BEFORE_COMMIT)),
                                Tuple.of(1, Arbitraries.just(Failure.AFTER_COMMIT))))
                .as(Step::new)
                .list()
                .ofMaxSize(15);
    }

    @Property(tries = 60)
    void appenders_that_take_turns_and_fail_leave_what_one_command_at_a_time_leaves(@ForAll("plans") List<Step> steps)
            throws SQLException {
        var model = new SumModel(position());
        var line = new FailingLine();
        List<Appender> appenders = new ArrayList<>();
        for (int i = 0; i < APPENDERS; i++) {
            appenders.add(new Appender(
                    line,
                    new EventCodec(),
                    new Sums(),
                    Generators.timeBasedEpochGenerator()::generate,
                    Clock.systemUTC(),
                    new ClockLimits(new ClockProperties(Duration.ofSeconds(5), null)),
                    PROPERTIES));
        }
        for (Step step : steps) {
            line.failure = step.failure();
            List<CommandEnvelope> envelopes =
                    step.wishes().stream().map(model::envelope).toList();
            Appender appender = appenders.get(step.appender());
            if (step.failure() == Failure.NONE) {
                assertThat(appender.append(envelopes).stream().map(Told::of))
                        .containsExactlyElementsOf(model.carryOut(step.wishes()));
            } else {
                assertThatThrownBy(() -> appender.append(envelopes)).isInstanceOf(SQLException.class);
                if (step.failure() == Failure.AFTER_COMMIT) {
                    model.carryOut(step.wishes());
                }
            }
        }
        assertThat(recorded(model.streams())).isEqualTo(model.recorded());
        assertThat(position()).isEqualTo(model.position());
    }

    /** Connections to the log on which the next commit fails as is wished. */
    private static final class FailingLine extends AbstractDataSource {

        private Failure failure = Failure.NONE;

        @Override
        public Connection getConnection(String username, String password) {
            throw new UnsupportedOperationException("The appender does not log in itself.");
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = connect();
            real.setAutoCommit(false);
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        boolean fails = method.getName().equals("commit") && failure != Failure.NONE;
                        if (fails && failure == Failure.BEFORE_COMMIT) {
                            throw new SQLException("The line broke before the commit.");
                        }
                        try {
                            Object result = method.invoke(real, arguments);
                            if (fails) {
                                throw new SQLException("The line broke after the commit.");
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(logUrl, Databases.COMMAND, Databases.COMMAND);
    }

    private static long position() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("select position from log_head");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Recorded> recorded(List<UUID> streams) throws SQLException {
        var recorded = new ArrayList<Recorded>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("""
                    select stream_id,
                           stream_version,
                           position,
                           case type when 'MoneyDeposited' then 1 else -1 end
                               * (payload -> 'amount' ->> 'value')::numeric * 100
                    from events
                    where stream_id = any (?)
                    order by position
                    """)) {
            statement.setArray(1, connection.createArrayOf("uuid", streams.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    recorded.add(new Recorded(
                            row.getObject(1, UUID.class), row.getLong(2), row.getLong(3), (int) row.getDouble(4)));
                }
            }
        }
        return recorded;
    }
}
