package io.daybook.benchmark.measurement;

import java.time.Duration;

/**
 * Lets a load run until it does not become faster any more. How long a JVM's compiler needs for that depends on the machine: a
 * slow one gives it fewer requests to learn from, and less time beside them.
 */
public final class WarmUp {

    /** Less than the noise of what is measured: to wait for less would mean to wait for ever. */
    private static final double FASTER_MIN = 1.05;

    private static final int LOOKS_MAX = 6;

    private final Plan plan;

    public WarmUp(Plan plan) {
        this.plan = plan;
    }

    /** Returns once it is warm; in the short form after one run. */
    public void run(Load load) {
        double before = perSecondOfCold(load);
        if (!plan.isShort()) {
            runUntilSteady(load, before);
        }
    }

    /** A cold service may turn some away, and says so; one that has been at work for a while may not. */
    private double perSecondOfCold(Load load) {
        try {
            return load.run(plan.warmUp()).perSecond();
        } catch (IllegalStateException someWereTurnedAway) {
            return load.run(plan.warmUp()).perSecond();
        }
    }

    private void runUntilSteady(Load load, double first) {
        Duration look = plan.warmUp().dividedBy(2);
        double before = first;
        for (int i = 0; i < LOOKS_MAX; i++) {
            double now = load.run(look).perSecond();
            if (now < before * FASTER_MIN) {
                return;
            }
            before = now;
        }
    }
}
