package io.daybook.benchmark.measurement;

import java.time.Duration;
import java.util.ArrayList;

/** Two loads that take turns. */
public final class InterleavedRuns {

    private final Plan plan;
    private final WarmUp warmUp;

    public InterleavedRuns(Plan plan) {
        this.plan = plan;
        this.warmUp = new WarmUp(plan);
    }

    /** Warms up both, then runs one round of the one and one of the other, and so on. */
    public Pairs take(Load measured, Load yardstick) {
        warmUp.run(measured);
        warmUp.run(yardstick);
        return takeWarm(measured, yardstick);
    }

    /** The same with a yardstick that needs no warming up, such as a program that is compiled beforehand. */
    public Pairs takeWithSteadyYardstick(Load measured, Load yardstick) {
        warmUp.run(measured);
        yardstick.run(Duration.ofSeconds(2));
        return takeWarm(measured, yardstick);
    }

    private Pairs takeWarm(Load measured, Load yardstick) {
        var rounds = new ArrayList<Pairs.Pair>();
        for (int i = 0; i < plan.rounds(); i++) {
            rounds.add(new Pairs.Pair(measured.run(plan.round()), yardstick.run(plan.round())));
        }
        return new Pairs(rounds);
    }
}
