package io.daybook.benchmark;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param isShort whether it is the short form, in which slow figures are measured with less data
 * @param warmUp how long each side runs before it counts: a JVM is cold for its first hundred thousand requests
 * @param round how long a side runs until it is the other one's turn
 * @param rounds how many turns each side has
 */
record Plan(boolean isShort, Duration warmUp, Duration round, int rounds) {

    static final Plan LONG = new Plan(false, Duration.ofSeconds(20), Duration.ofSeconds(8), 5);
    static final Plan SHORT = new Plan(true, Duration.ofSeconds(5), Duration.ofSeconds(3), 3);

    Plan withRounds(int number) {
        return new Plan(isShort, warmUp, round, number);
    }

    Plan withRound(Duration duration) {
        return new Plan(isShort, warmUp, duration, rounds);
    }
}
