package io.daybook.projector.engine.dynamodb;

import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.rebuild.RebuildOperations;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildState;
import io.daybook.projector.engine.rebuild.RebuildStatus;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.projector.http.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The rebuilds of a view in DynamoDB. Who rebuilds holds a lease in the control table; one that has died loses it with time. */
final class DynamoDbRebuilds implements RebuildOperations, AutoCloseable {

    private static final Duration STOP_TIME_MAX = Duration.ofSeconds(10);

    private final DynamoDbView view;
    private final DynamoDb db;
    private final DynamoDbControl control;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final LongFunction<DynamoDbProjection> projections;
    private @Nullable DynamoDbRebuild last;

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
            LongFunction<DynamoDbProjection> projections) {
        this.view = view;
        this.db = db;
        this.control = control;
        this.properties = properties;
        this.topic = topic;
        this.projections = projections;
    }

    @Override
    public synchronized RebuildStatus start(RebuildPlan plan) {
        if (plan instanceof RebuildPlan.ToPosition || plan instanceof RebuildPlan.ToInstant) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "no-view-of-the-past",
                    "This view is kept in a store without views of the past. Build one of a view that is kept in Postgres.");
        }
        if (plan instanceof RebuildPlan.Back && control.servingOrFail().previous() == 0) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "no-previous-generation",
                    "No generation before the one that serves is kept, so there is none to go back to.");
        }
        var rebuild = new DynamoDbRebuild(view, plan, properties, topic, db, control, projections);
        if (isUnderWayHere() || !control.lease(rebuild.owner(), DynamoDbRebuild.LEASE)) {
            throw underWay();
        }
        last = rebuild;
        Thread.ofPlatform().name("rebuild-" + view.name()).start(rebuild::run);
        return rebuild.status();
    }

    private static Problem underWay() {
        return new Problem(
                HttpStatus.CONFLICT,
                "rebuild-under-way",
                "A rebuild of this view is under way. Look at it with GET, or cancel it with DELETE, at the same path.");
    }

    @Override
    public synchronized Optional<RebuildStatus> status() {
        return last == null ? left() : Optional.of(last.status());
    }

    private Optional<RebuildStatus> left() {
        return control.beside()
                .map(beside -> new RebuildStatus(
                        view.name(),
                        beside.isUnderWay()
                                ? RebuildState.ELSEWHERE
                                : beside.isReady() ? RebuildState.KEPT : RebuildState.INTERRUPTED,
                        control.name(beside.generation()),
                        null,
                        events(beside.generation()),
                        events(control.servingOrFail().generation()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private long events(long generation) {
        return control.checkpoints(generation).values().stream()
                .mapToLong(Checkpoint::nextOffset)
                .sum();
    }

    @Override
    public synchronized void cancel() {
        if (last != null && !last.isOver()) {
            last.cancel();
            return;
        }
        DynamoDbControl.Beside beside = control.beside()
                .orElseThrow(() -> Problem.unknown(
                        "no-rebuild", "No rebuild of this view is under way, and none has left anything."));
        if (beside.isUnderWay()) {
            control.cancel();
        } else {
            dropBeside(beside);
            last = null;
        }
    }

    private void dropBeside(DynamoDbControl.Beside beside) {
        // A rebuild that died right after the swap has left its own generation noted, and that one serves.
        if (beside.generation() > 0
                && beside.generation() != control.servingOrFail().generation()) {
            control.drop(beside.generation());
        }
        control.forgetBeside();
    }

    private boolean isUnderWayHere() {
        return last != null && !last.isOver();
    }

    @Override
    public synchronized double progress() {
        return last == null ? Double.NaN : last.status().progress();
    }

    @Override
    public List<Generation> list() {
        return control.generations();
    }

    @Override
    public long servingNumber() {
        return control.servingOrFail().generation();
    }

    @Override
    public synchronized void drop(String name) {
        DynamoDbControl.Serving serving = control.servingOrFail();
        Generation generation = control.generations().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.unknown("unknown-generation", "This view has no such generation."));
        if (generation.number() == serving.generation()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "generation-serves",
                    "This generation serves; it can be replaced, not dropped.");
        }
        Optional<DynamoDbControl.Beside> beside = control.beside();
        if (isUnderWayHere()
                || beside.filter(DynamoDbControl.Beside::isUnderWay).isPresent()) {
            throw underWay();
        }
        if (generation.number() == serving.previous()) {
            control.forgetPrevious(serving);
        }
        beside.filter(one -> one.generation() == generation.number()).ifPresent(one -> control.forgetBeside());
        control.drop(generation.number());
    }

    @Override
    public void close() {
        DynamoDbRebuild running;
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
