package io.daybook.projector.engine.operators;

import io.daybook.projector.engine.runner.Engine;
import io.daybook.projector.engine.runner.ViewState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once every view is taking in events. */
@Component("viewsHealthIndicator")
class ViewsHealth implements HealthIndicator {

    private final Engine engine;

    ViewsHealth(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Health health() {
        Health.Builder health = engine.runners().stream().allMatch(runner -> runner.state() == ViewState.RUNNING)
                ? Health.up()
                : Health.outOfService();
        engine.runners().forEach(runner -> health.withDetail(runner.view(), runner.state()));
        return health.build();
    }
}
