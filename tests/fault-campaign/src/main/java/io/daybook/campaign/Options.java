package io.daybook.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Options of the script {@code tests/fault-campaign/run}.
 *
 * @param home the checkout
 * @param seed seed of what the nemesis and the clients do
 * @param duration time for which faults come
 */
record Options(Path home, long seed, Duration duration) {

    private static final Duration DURATION = Duration.ofMinutes(30);

    /**
     * Reads them off the command line.
     *
     * @throws IllegalArgumentException if there is something else
     */
    static Options parse(String[] args) {
        Deque<String> left = new ArrayDeque<>(List.of(args));
        var options = new Options(Path.of(left.remove()), System.currentTimeMillis(), DURATION);
        while (!left.isEmpty()) {
            options = options.with(left.remove(), left);
        }
        return options;
    }

    private Options with(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException("%s needs a value.".formatted(option));
        }
        String value = left.remove();
        if (!value.matches("\\d{1,15}")) {
            throw new IllegalArgumentException("%s needs a number, not %s.".formatted(option, value));
        }
        return switch (option) {
            case "--seed" -> new Options(home, Long.parseLong(value), duration);
            case "--minutes" -> new Options(home, seed, Duration.ofMinutes(Long.parseLong(value)));
            default -> throw new IllegalArgumentException("Unknown option: " + option);
        };
    }
}
