package io.daybook.campaign;

import io.daybook.campaign.check.Checker;
import io.daybook.campaign.check.Tally;
import io.daybook.campaign.check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An outcome as a page of Markdown. */
final class Report {

    private static final int VIOLATIONS_SHOWN_MAX = 50;

    private Report() {}

    /**
     * Writes the page.
     *
     * @param machine name of the machine that it ran on
     */
    static String of(Outcome outcome, Duration duration, Topology topology, Map<String, String> machine) {
        Tally tally = outcome.tally();
        return """
            # Fault campaign

            Written by `tests/fault-campaign/run --seed %d --minutes %d`. What is promised and how it is tested:
            [docs/reliability.md](../../docs/reliability.md).

            **%s** %d faults in %d minutes, against %d command-services, %d projector-services, %d query-services, %d
            Kafka nodes, and two Postgres servers.

            | fault | times |
            |---|---:|
            %s
            | figure | count |
            |---|---:|
            | commands sent | %d |
            | attempts to send them | %d |
            | commands that had to be sent again | %d |
            | acknowledged | %d |
            | refused by the bank's rules | %d |
            | without a definite answer to the end | %d |
            | reads answered | %d |
            | of them with `atLeastVersion` | %d |
            | reads not answered, or answered with 503 | %d |
            | events in the log | %d |
            | records in the topic | %d |

            ## Promises

            %s

            ## Machine

            %s
            """.formatted(
                        outcome.seed(),
                        duration.toMinutes(),
                        verdict(outcome),
                        tally.faultsTotal(),
                        duration.toMinutes(),
                        topology.commands(),
                        topology.projectors(),
                        topology.queries(),
                        topology.brokers(),
                        faults(tally),
                        tally.commands(),
                        tally.attempts(),
                        tally.doubted(),
                        tally.acknowledged(),
                        tally.refused(),
                        tally.unknown(),
                        tally.reads(),
                        tally.freshReads(),
                        tally.failedReads(),
                        tally.events(),
                        tally.published(),
                        promises(outcome.violations()),
                        facts(machine));
    }

    private static String verdict(Outcome outcome) {
        return outcome.violations().isEmpty()
                ? "No violation."
                : "%d violations.".formatted(outcome.violations().size());
    }

    private static String faults(Tally tally) {
        return tally.faults().entrySet().stream()
                .map(fault -> "| %s | %d |\n".formatted(fault.getKey(), fault.getValue()))
                .collect(Collectors.joining());
    }

    private static String promises(List<Violation> violations) {
        Map<String, List<Violation>> byPromise = violations.stream().collect(Collectors.groupingBy(Violation::promise));
        String kept = Checker.promises().stream()
                .map(promise -> "- %s: %s".formatted(promise, kept(byPromise.getOrDefault(promise, List.of()))))
                .collect(Collectors.joining("\n"));
        String broken = violations.stream()
                .limit(VIOLATIONS_SHOWN_MAX)
                .map(violation -> "\n- not kept: %s: %s".formatted(violation.promise(), violation.detail()))
                .collect(Collectors.joining());
        return kept + broken;
    }

    private static String kept(List<Violation> violations) {
        return violations.isEmpty() ? "kept" : "**broken %d times**".formatted(violations.size());
    }

    private static String facts(Map<String, String> machine) {
        return machine.entrySet().stream()
                .map(fact -> "- %s: %s".formatted(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
