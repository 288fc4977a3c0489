package io.daybook.benchmark;

import io.daybook.benchmark.measurement.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Options of the script {@code tools/benchmark/run}.
 *
 * @param home the checkout
 * @param pgbench the program
 * @param only the figures to be measured; empty for all
 * @param plan lengths of the measurements
 * @param data the folder for the servers' data, a temporary one unless said
 * @param write true if the results are written down, false if they are only printed
 * @param guard true if the run only checks that no ratio has collapsed
 */
record Options(
        Path home, Path pgbench, Set<String> only, Plan plan, Optional<Path> data, boolean write, boolean guard) {

    /**
     * Reads them off the command line.
     *
     * @throws IllegalArgumentException if there is something else
     */
    static Options parse(String[] args) {
        Deque<String> left = new ArrayDeque<>(List.of(args));
        // First, wherever it stands: rounds and seconds change what it says.
        Plan plan = left.contains("--short") || left.contains("--guard") ? Plan.SHORT : Plan.LONG;
        var options = new Options(
                Path.of(left.remove()), Path.of(left.remove()), Set.of(), plan, Optional.empty(), false, false);
        while (!left.isEmpty()) {
            options = options.with(left.remove(), left);
        }
        return options;
    }

    private Options with(String option, Deque<String> left) {
        return switch (option) {
            case "--only" -> new Options(home, pgbench, names(value(option, left)), plan, data, write, guard);
            case "--short" -> this;
            case "--rounds" -> with(plan.withRounds(number(option, left)));
            case "--seconds" -> with(plan.withRound(Duration.ofSeconds(number(option, left))));
            case "--data" ->
                new Options(home, pgbench, only, plan, Optional.of(Path.of(value(option, left))), write, guard);
            case "--write" -> new Options(home, pgbench, only, plan, data, true, guard);
            case "--guard" -> new Options(home, pgbench, only, plan, data, false, true);
            default -> throw new IllegalArgumentException("Unknown option: " + option);
        };
    }

    private Options with(Plan other) {
        return new Options(home, pgbench, only, other, data, write, guard);
    }

    private static Set<String> names(String list) {
        return new LinkedHashSet<>(List.of(list.split(",", -1)));
    }

    private static int number(String option, Deque<String> left) {
        String value = value(option, left);
        if (!value.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("%s needs a number from 1 to 9999, not %s.".formatted(option, value));
        }
        return Integer.parseInt(value);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException("%s needs a value.".formatted(option));
        }
        return left.remove();
    }

    /** True if the results are to be written to files: those of a run of all figures always are. */
    boolean isWritten() {
        return !guard && (write || only.isEmpty());
    }
}
