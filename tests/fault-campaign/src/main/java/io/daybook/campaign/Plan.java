package io.daybook.campaign;

import io.daybook.campaign.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A schedule of faults: the same for the same seed, duration and list of faults.
 *
 * @param steps in the order of their times
 */
record Plan(List<Step> steps) {

    /** Faults come every few seconds, so that most have company. */
    private static final int PAUSE_MILLIS_MIN = 1_500;

    private static final int PAUSE_MILLIS_MAX = 5_500;
    private static final int LENGTH_MILLIS_MIN = 500;
    private static final int LENGTH_MILLIS_MAX = 8_000;

    /** A service that is started while others are busy takes its time; its next fault had better find it running. */
    private static final long AFTER_START_MILLIS = 25_000;

    /**
     * A fault in its time.
     *
     * @param atMillis time when it begins, from the beginning of the campaign
     * @param fault fault that begins
     * @param lengthMillis length of the fault
     */
    record Step(long atMillis, Fault fault, long lengthMillis) {}

    /** Draws a plan: first a kind, then one of that kind, so that rare kinds are not lost among many ways. */
    static Plan of(long seed, Duration duration, List<Fault> faults) {
        var random = new Random(seed);
        Map<Kind, List<Fault>> kinds = new EnumMap<>(Kind.class);
        faults.forEach(fault ->
                kinds.computeIfAbsent(fault.kind(), kind -> new ArrayList<>()).add(fault));
        List<List<Fault>> choices = List.copyOf(kinds.values());
        Map<String, Long> free = new HashMap<>();
        var steps = new ArrayList<Step>();
        long at = random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX);
        while (at < duration.toMillis()) {
            List<Fault> ofKind = choices.get(random.nextInt(choices.size()));
            Fault fault = ofKind.get(random.nextInt(ofKind.size()));
            long length = random.nextInt(LENGTH_MILLIS_MIN, LENGTH_MILLIS_MAX);
            if (free.getOrDefault(fault.victim(), 0L) <= at) {
                steps.add(new Step(at, fault, length));
                free.put(fault.victim(), at + length + (isStarting(fault) ? AFTER_START_MILLIS : 0));
                at += random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX);
            } else {
                // Somebody else instead, at once.
                at++;
            }
        }
        return new Plan(List.copyOf(steps));
    }

    private static boolean isStarting(Fault fault) {
        return fault.kind() == Kind.KILL || fault.kind() == Kind.RESTART || fault.kind() == Kind.FILL_DISK;
    }
}
