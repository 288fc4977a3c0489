package io.daybook.projector.engine.postgres;

import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildProblems;
import io.daybook.projector.engine.rebuild.RebuildRun;
import io.daybook.projector.engine.rebuild.RebuildSource;
import io.daybook.projector.engine.rebuild.RebuildState;
import io.daybook.projector.engine.rebuild.RebuildStatus;
import io.daybook.projector.engine.rebuild.Rebuilds;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.serviceweb.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.http.HttpStatus;

/** The rebuilds of a view in Postgres. */
final class PostgresRebuilds extends Rebuilds {

    private final View view;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final TopicTrust trust;
    private final EventLog log;
    private final DataSource dataSource;
    private final Generations generations;

    /**
     * The rebuilds of a view.
     *
     * @param dataSource of the generation that serves
     */
    PostgresRebuilds(
            View view,
            EngineProperties properties,
            EventTopic topic,
            TopicTrust trust,
            EventLog log,
            DataSource dataSource) {
        super(view.name());
        this.view = view;
        this.properties = properties;
        this.topic = topic;
        this.trust = trust;
        this.log = log;
        this.dataSource = dataSource;
        this.generations = new Generations(view.name(), dataSource);
    }

    /**
     * Takes the lock for a run.
     *
     * @throws Problem if this process does not know the log that it is to read, there is nothing to go back to, or the position
     *     is not there yet
     */
    @Override
    protected Optional<RebuildRun> claim(RebuildPlan plan) throws SQLException {
        check(plan);
        return ViewGuard.ofRebuild(view.name(), dataSource)
                .map(guard -> new PostgresRebuild(view, plan, properties, topic, trust, log, generations, guard));
    }

    private void check(RebuildPlan plan) throws SQLException {
        if (plan.source() == RebuildSource.LOG) {
            log.check();
        }
        if (plan instanceof RebuildPlan.Back
                && generations.find(generations.previous()).isEmpty()) {
            throw RebuildProblems.noPreviousGeneration();
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

    @Override
    protected boolean isClaimed() throws SQLException {
        Optional<ViewGuard> guard = ViewGuard.ofRebuild(view.name(), dataSource);
        guard.ifPresent(ViewGuard::close);
        return guard.isEmpty();
    }

    @Override
    protected Optional<RebuildStatus> left() throws SQLException {
        Optional<Generation> left = generations.find(generations.next());
        if (left.isEmpty()) {
            return Optional.empty();
        }
        RebuildState state = isClaimed()
                ? RebuildState.ELSEWHERE
                : left.get().isReady() ? RebuildState.KEPT : RebuildState.INTERRUPTED;
        boolean isFromLog = left.get().source() == RebuildSource.LOG;
        return Optional.of(RebuildStatus.ofLeft(
                view.name(),
                state,
                left.get().name(),
                left.get().source(),
                isFromLog
                        ? generations.logPosition(left.get().name())
                        : generations.eventsIn(left.get().name()),
                isFromLog ? generations.serving().position() : generations.eventsIn(view.name()),
                left.get().madeAt()));
    }

    @Override
    protected void cancelElsewhere() throws SQLException {
        generations.markCancelled(generations.next());
    }

    @Override
    protected void discardLeft() throws SQLException {
        generations.drop(generations.next());
    }

    @Override
    protected void discard(Generation generation) throws SQLException {
        generations.drop(generation.name());
    }

    @Override
    public List<Generation> list() throws SQLException {
        return generations.list();
    }

    @Override
    public long servingNumber() throws SQLException {
        return generations.serving().number();
    }
}
