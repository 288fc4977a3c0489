package io.daybook.benchmark.measurement;

import java.time.Duration;

/**
 * Durations and rounds of a measurement.
 *
 * @param isShort true if it is the short form, in which slow figures are measured with less data
 * @param warmUp shortest time that each side runs before it counts: a JVM is cold for its first hundred thousand requests
 * @param round time that a side runs until it is the other one's turn
 * @param rounds number of turns of each side
 */
public record Plan(boolean isShort, Duration warmUp, Duration round, int rounds) {

    private static final int SLOW_WARM_UPS = 4;

    public static final Plan LONG = new Plan(false, Duration.ofSeconds(20), Duration.ofSeconds(8), 5);
    public static final Plan SHORT = new Plan(true, Duration.ofSeconds(5), Duration.ofSeconds(3), 3);

    /** The same for what sees a few hundred requests a second, where the compiler needs several times as long for its work. */
    public Plan warmingUpSlowly() {
        return new Plan(isShort, warmUp.multipliedBy(SLOW_WARM_UPS), round, rounds);
    }

    public Plan withRounds(int number) {
        return new Plan(isShort, warmUp, round, number);
    }

    public Plan withRound(Duration duration) {
        return new Plan(isShort, warmUp, duration, rounds);
    }
}
