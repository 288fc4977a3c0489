package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.rebuild.RebuildOperations;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildState;
import io.daybook.projector.engine.rebuild.RebuildStatus;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.projector.http.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** The rebuilds of a view in Postgres. */
final class PostgresRebuilds implements RebuildOperations, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresRebuilds.class);
    private static final Duration STOP_TIME_MAX = Duration.ofSeconds(10);

    private static final String TRY_LOCK = """
            select pg_try_advisory_lock(hashtextextended('daybook rebuild of ' || ?, 0))
            """;

    private static final String UNLOCK = """
            select pg_advisory_unlock(hashtextextended('daybook rebuild of ' || ?, 0))
            """;

    private final View view;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final DataSource dataSource;
    private final Generations generations;
    private @Nullable PostgresRebuild last;

    /**
     * The rebuilds of a view.
     *
     * @param dataSource of the generation that serves
     */
    PostgresRebuilds(View view, EngineProperties properties, EventTopic topic, DataSource dataSource) {
        this.view = view;
        this.properties = properties;
        this.topic = topic;
        this.dataSource = dataSource;
        this.generations = new Generations(view.name(), dataSource);
    }

    /**
     * Begins one, or goes on with one that was interrupted.
     *
     * @throws Problem if one is under way, or there is nothing to go back to, or the position is not there yet, or the view
     *     cannot be built from the events alone
     */
    @Override
    public synchronized RebuildStatus start(RebuildPlan plan) throws SQLException {
        if (!view.isDerived()) {
            throw notDerived();
        }
        if (isUnderWayHere()) {
            throw underWay();
        }
        check(plan);
        Connection guard = dataSource.getConnection();
        if (!isTrue(guard, TRY_LOCK)) {
            guard.close();
            throw underWay();
        }
        var rebuild = new PostgresRebuild(view, plan, properties, topic, generations);
        last = rebuild;
        Thread.ofPlatform().name("rebuild-" + view.name()).start(() -> run(rebuild, guard));
        return rebuild.status();
    }

    private void check(RebuildPlan plan) throws SQLException {
        if (plan instanceof RebuildPlan.Back
                && generations.find(generations.previous()).isEmpty()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "no-previous-generation",
                    "No generation before the one that serves is kept, so there is none to go back to.");
        }
        if (plan instanceof RebuildPlan.ToPosition past) {
            long there = generations.serving().position();
            if (past.position() > there) {
                throw new Problem(
                                HttpStatus.CONFLICT,
                                "position-ahead",
                                "The view is at position %d; the past ends there.".formatted(there))
                        .with("position", there);
            }
        }
    }

    private Problem notDerived() {
        return new Problem(
                HttpStatus.CONFLICT,
                "view-not-derived",
                "The view %s holds what is not in the log, so a rebuild would lose it. Restore its database from a backup instead."
                        .formatted(view.name()));
    }

    private static Problem underWay() {
        return new Problem(
                HttpStatus.CONFLICT,
                "rebuild-under-way",
                "A rebuild of this view is under way. Look at it with GET, or cancel it with DELETE, at the same path.");
    }

    private void run(PostgresRebuild rebuild, Connection guard) {
        try (guard) {
            rebuild.run();
            boolean unused = isTrue(guard, UNLOCK);
        } catch (SQLException e) {
            LOG.atWarn()
                    .addKeyValue("view", view.name())
                    .setCause(e)
                    .log("The rebuild's lock went with its connection.");
        }
    }

    private boolean isTrue(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, view.name());
            boolean answer;
            try (ResultSet row = statement.executeQuery()) {
                answer = row.next() && row.getBoolean(1);
            }
            // The lock is the session's; its transaction must not stay open and hold vacuum up.
            connection.commit();
            return answer;
        }
    }

    /** The one under way, or else the last one, on this instance or, as far as its schema tells, on another. */
    @Override
    public Optional<RebuildStatus> status() throws SQLException {
        Optional<RebuildStatus> here = here();
        if (here.isPresent()) {
            return here;
        }
        Optional<Generation> left = generations.find(generations.next());
        if (left.isEmpty()) {
            return Optional.empty();
        }
        RebuildState state = isElsewhere()
                ? RebuildState.ELSEWHERE
                : left.get().isReady() ? RebuildState.KEPT : RebuildState.INTERRUPTED;
        return Optional.of(new RebuildStatus(
                view.name(),
                state,
                left.get().name(),
                null,
                generations.eventsIn(left.get().name()),
                generations.eventsIn(view.name()),
                null,
                null,
                left.get().madeAt(),
                null,
                null,
                null));
    }

    private synchronized Optional<RebuildStatus> here() {
        return Optional.ofNullable(last).map(PostgresRebuild::status);
    }

    private boolean isElsewhere() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!isTrue(connection, TRY_LOCK)) {
                return true;
            }
            boolean unused = isTrue(connection, UNLOCK);
            return false;
        }
    }

    @Override
    public void cancel() throws SQLException {
        if (isCancelledHere()) {
            return;
        }
        String left = generations.next();
        if (generations.find(left).isEmpty()) {
            throw Problem.unknown("no-rebuild", "No rebuild of this view is under way, and none has left anything.");
        }
        if (isElsewhere()) {
            generations.markCancelled(left);
        } else {
            generations.drop(left);
            forget();
        }
    }

    @Override
    public List<Generation> list() throws SQLException {
        return generations.list();
    }

    @Override
    public long servingNumber() throws SQLException {
        return generations.serving().number();
    }

    @Override
    public void drop(String name) throws SQLException {
        if (name.equals(view.name())) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "generation-serves",
                    "This generation serves; it can be replaced, not dropped.");
        }
        if (generations.find(name).isEmpty()) {
            throw Problem.unknown("unknown-generation", "This view has no such generation.");
        }
        if (isUnderWayHere() || isElsewhere()) {
            throw underWay();
        }
        generations.drop(name);
    }

    private synchronized boolean isUnderWayHere() {
        return last != null && !last.isOver();
    }

    private synchronized boolean isCancelledHere() {
        if (last == null || last.isOver()) {
            return false;
        }
        last.cancel();
        return true;
    }

    private synchronized void forget() {
        last = null;
    }

    @Override
    public double progress() {
        return here().map(RebuildStatus::progress).orElse(Double.NaN);
    }

    @Override
    public void close() {
        PostgresRebuild running;
        synchronized (this) {
            running = last;
        }
        if (running != null) {
            try {
                running.stop(STOP_TIME_MAX);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
