package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.rebuild.RebuildOperations;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildProblems;
import io.daybook.projector.engine.rebuild.RebuildStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The rebuilds of a consumer that is no view: there are none, for its data does not follow from the events alone. */
final class RefusedRebuilds implements RebuildOperations {

    private final String name;
    private final Generations generations;

    RefusedRebuilds(String name, DataSource dataSource) {
        this.name = name;
        this.generations = new Generations(name, dataSource);
    }

    @Override
    public RebuildStatus start(RebuildPlan plan) {
        throw RebuildProblems.notDerived(name);
    }

    @Override
    public Optional<RebuildStatus> status() {
        return Optional.empty();
    }

    @Override
    public void cancel() {
        throw RebuildProblems.noRebuild();
    }

    @Override
    public double progress() {
        return Double.NaN;
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
    public void drop(String generation) {
        throw name.equals(generation) ? RebuildProblems.generationServes() : RebuildProblems.unknownGeneration();
    }

    @Override
    public void close() {}
}
