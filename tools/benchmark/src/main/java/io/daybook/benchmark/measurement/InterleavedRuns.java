package io.daybook.benchmark.measurement;

import java.time.Duration;
import java.util.ArrayList;

/** Runs two loads in alternating rounds. */
public final class InterleavedRuns {

    private final Plan plan;
    private final WarmUp warmUp;

    public InterleavedRuns(Plan plan) {
        this.plan = plan;
        this.warmUp = new WarmUp(plan);
    }

    /** Warms up both, then runs one round of the one and one of the other, and so on. */
    public Pairs take(Load measured, Load baseline) {
        warmUp.run(measured);
        warmUp.run(baseline);
        return takeWarm(measured, baseline);
    }

    /** The same with a baseline that needs no warming up, such as a program that is compiled beforehand. */
    public Pairs takeWithPrecompiledBaseline(Load measured, Load baseline) {
        warmUp.run(measured);
        baseline.run(Duration.ofSeconds(2));
        return takeWarm(measured, baseline);
    }

    private Pairs takeWarm(Load measured, Load baseline) {
        var rounds = new ArrayList<Pairs.Pair>();
        for (int i = 0; i < plan.rounds(); i++) {
            rounds.add(new Pairs.Pair(measured.run(plan.round()), baseline.run(plan.round())));
        }
        return new Pairs(rounds);
    }
}
