package io.daybook.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.campaign.Fault.Kind;
import io.daybook.campaign.check.Violation;
import io.daybook.campaign.mutant.Mutant;
import io.daybook.campaign.mutant.MutantAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker is checked: services that are broken on purpose, each in another way, must be caught at it. */
class MutantsIT {

    /**
     * Plans that cut the way of commands off for longer than a client's patience. Whether one does so just while an answer is on
     * its way depends on the machine; one of the three must.
     */
    private static final List<Long> SEEDS_OF_DOUBT = List.of(10L, 11L, 12L);

    /** A plan that cuts ways off for longer than views may lag. */
    private static final long SEED_OF_LAG = 7;

    private static final Duration DURATION = Duration.ofSeconds(25);
    private static final Duration SETTLING_MAX = Duration.ofSeconds(15);

    /** What makes clients doubt and views lag; nothing of it is needed to come back. */
    private static final Set<Kind> FAULTS = Set.of(Kind.CUT_OFF, Kind.DELAY, Kind.RESET);

    @TempDir
    private static Path temp;

    private static Path agent;

    @BeforeAll
    static void packTheAgent() {
        agent = AgentJar.pack(MutantAgent.class, temp.resolve("mutant-agent.jar"));
    }

    /**
     * Runs a small deployment with broken services, and returns the violations that the checker finds, by promise.
     *
     * @param seed the plan's
     * @param way the beginning of the names of the ways that faults come to
     */
    private static Map<String, List<Violation>> caught(long seed, String way, Mutant... mutants) throws Exception {
        Map<String, Map<String, String>> environments = Arrays.stream(mutants)
                .collect(Collectors.groupingBy(
                        Mutant::service,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Mutant::name, Collectors.joining("+")),
                                names -> Map.of("JAVA_TOOL_OPTIONS", "-javaagent:%s=%s".formatted(agent, names)))));
        var setup =
                new Deployment.Setup(CampaignIT.CHECKOUT, CampaignIT.LOGS, Topology.SMALL, environments, false, false);
        try (Deployment deployment = Deployment.start(setup)) {
            if (List.of(mutants).contains(Mutant.MAC_NOT_CHECKED)) {
                Forger.forge(deployment.bootstrapServers(), Campaign.TOPIC);
            }
            List<Fault> faults = Faults.of(deployment).stream()
                    .filter(fault -> FAULTS.contains(fault.kind()))
                    .filter(fault -> fault.target().startsWith(way))
                    .toList();
            Plan plan = Plan.of(seed, DURATION, faults);
            Path history = temp.resolve("%s-%d.jsonl".formatted(mutants[0], seed));
            return new Campaign(deployment, seed, plan, history, Settling.ofViews(deployment, SETTLING_MAX))
                    .run().violations().stream().collect(Collectors.groupingBy(Violation::promise));
        }
    }

    private static List<String> details(Map<String, List<Violation>> caught, String promise) {
        return caught.entrySet().stream()
                .filter(broken -> broken.getKey().startsWith(promise))
                .flatMap(broken -> broken.getValue().stream().map(Violation::detail))
                .toList();
    }

    @Test
    void a_command_service_that_acknowledges_without_commit_forgets_keys_and_passes_events_over_is_caught_at_all_three()
            throws Exception {
        var lost = new ArrayList<String>();
        var doneTwice = new ArrayList<String>();
        var missing = new ArrayList<String>();
        Iterator<Long> seeds = SEEDS_OF_DOUBT.iterator();
        while (seeds.hasNext() && (lost.isEmpty() || doneTwice.isEmpty() || missing.isEmpty())) {
            Map<String, List<Violation>> caught =
                    // The way on which clients come to doubt, and so to send commands again.
                    caught(
                            seeds.next(),
                            "clients to command-service",
                            Mutant.ACKNOWLEDGES_WITHOUT_COMMIT,
                            Mutant.FORGETS_KEYS,
                            Mutant.RELAY_PASSES_OVER);
            List<String> commands = details(caught, "every acknowledged command");
            commands.stream()
                    .filter(detail -> detail.contains("acknowledged, but the log has []"))
                    .forEach(lost::add);
            commands.stream()
                    .filter(detail -> detail.contains("becomes 1 event(s)"))
                    .forEach(doneTwice::add);
            missing.addAll(details(caught, "every event of the log is in the topic"));
        }

        assertThat(lost).as("lost").isNotEmpty();
        assertThat(doneTwice).as("done twice").isNotEmpty();
        assertThat(missing).as("missing in the topic").isNotEmpty();
    }

    @Test
    void
            a_projector_that_keeps_only_the_checkpoint_and_believes_anybody_and_a_query_service_that_does_not_wait_are_caught()
                    throws Exception {
        Map<String, List<Violation>> caught = caught(
                SEED_OF_LAG, "", Mutant.CHECKPOINT_WITHOUT_BATCH, Mutant.MAC_NOT_CHECKED, Mutant.READS_WITHOUT_WAITING);

        List<String> ofViews = details(caught, "every view equals");
        assertThat(ofViews).as("lost").anyMatch(detail -> detail.contains("missing: "));
        assertThat(ofViews).as("forged").anyMatch(detail -> detail.contains(Forger.AMOUNT));
        assertThat(details(caught, "a read that insists")).isNotEmpty();
        assertThat(details(caught, "every acknowledged command")).isEmpty();
    }
}
