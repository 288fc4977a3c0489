package io.daybook.projector.engine.dynamodb;

import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildProblems;
import io.daybook.projector.engine.rebuild.RebuildRun;
import io.daybook.projector.engine.rebuild.RebuildSource;
import io.daybook.projector.engine.rebuild.RebuildState;
import io.daybook.projector.engine.rebuild.RebuildStatus;
import io.daybook.projector.engine.rebuild.Rebuilds;
import io.daybook.projector.engine.rebuild.SignedTopic;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.serviceweb.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.springframework.http.HttpStatus;

/** The rebuilds of a view in DynamoDB. Who rebuilds holds a lease in the control table; one that has died loses it with time. */
final class DynamoDbRebuilds extends Rebuilds {

    private final DynamoDbView view;
    private final DynamoDb db;
    private final DynamoDbControl control;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final SignedTopic signedTopic;
    private final EventLog log;
    private final LongFunction<DynamoDbProjection> projections;

    /**
     * The rebuilds of a view.
     *
     * @param projections into a generation, by its number
     */
    DynamoDbRebuilds(
            DynamoDbView view,
            DynamoDb db,
            DynamoDbControl control,
            EngineProperties properties,
            EventTopic topic,
            SignedTopic signedTopic,
            EventLog log,
            LongFunction<DynamoDbProjection> projections) {
        super(view.name());
        this.view = view;
        this.db = db;
        this.control = control;
        this.properties = properties;
        this.topic = topic;
        this.signedTopic = signedTopic;
        this.log = log;
        this.projections = projections;
    }

    @Override
    public synchronized RebuildStatus start(RebuildPlan plan) throws SQLException {
        if (plan instanceof RebuildPlan.ToPosition || plan instanceof RebuildPlan.ToInstant) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "no-view-of-the-past",
                    "This view is kept in a store without views of the past. Build one of a view that is kept in Postgres.");
        }
        if (plan instanceof RebuildPlan.Back && control.servingOrFail().previous() == 0) {
            throw RebuildProblems.noPreviousGeneration();
        }
        if (plan.source() == RebuildSource.LOG) {
            log.check();
        }
        return super.start(plan);
    }

    @Override
    protected Optional<RebuildRun> claim(RebuildPlan plan) {
        var run = new DynamoDbRebuild(view, plan, properties, topic, signedTopic, log, db, control, projections);
        return control.lease(run.owner(), DynamoDbRebuild.LEASE) ? Optional.of(run) : Optional.empty();
    }

    @Override
    protected boolean isClaimed() {
        return control.pending()
                .filter(DynamoDbControl.PendingGeneration::isUnderWay)
                .isPresent();
    }

    @Override
    protected Optional<RebuildStatus> left() {
        return control.pending()
                .map(pending -> RebuildStatus.ofLeft(
                        view.name(),
                        pending.isUnderWay()
                                ? RebuildState.ELSEWHERE
                                : pending.isReady() ? RebuildState.KEPT : RebuildState.INTERRUPTED,
                        control.name(pending.generation()),
                        null,
                        events(pending.generation()),
                        events(control.servingOrFail().generation()),
                        null));
    }

    private long events(long generation) {
        return control.checkpoints(generation).values().stream()
                .mapToLong(Checkpoint::nextOffset)
                .sum();
    }

    @Override
    protected void cancelElsewhere() {
        control.cancel();
    }

    @Override
    protected void discardLeft() {
        long left = control.pending()
                .map(DynamoDbControl.PendingGeneration::generation)
                .orElse(0L);
        // A rebuild that died right after the swap has left its own generation noted, and that one serves.
        if (left > 0 && left != control.servingOrFail().generation()) {
            control.drop(left);
        }
        control.forgetPending();
    }

    @Override
    protected void discard(Generation generation) {
        DynamoDbControl.Serving serving = control.servingOrFail();
        if (generation.number() == serving.previous()) {
            control.forgetPrevious(serving);
        }
        control.pending()
                .filter(pending -> pending.generation() == generation.number())
                .ifPresent(pending -> control.forgetPending());
        control.drop(generation.number());
    }

    @Override
    public List<Generation> list() {
        return control.generations();
    }

    @Override
    public long servingNumber() {
        return control.servingOrFail().generation();
    }
}
