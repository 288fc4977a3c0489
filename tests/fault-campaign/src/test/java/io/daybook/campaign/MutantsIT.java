package io.daybook.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.campaign.Fault.Kind;
import io.daybook.campaign.check.Violation;
import io.daybook.campaign.mutant.Mutant;
import io.daybook.campaign.mutant.MutantAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker is checked: services that are broken on purpose, each in another way, must be caught at it. */
class MutantsIT {

    private static final long SEED = 7;

    /** So much that on any machine most clients whose connection breaks off are waiting for an answer. */
    private static final Duration ANSWERS_DELAYED_BY = Duration.ofMillis(100);

    /** Much longer than a delayed answer, so that most commands are answered. */
    private static final long RESET_EVERY_MILLIS = 1_200;

    private static final int RESETS = 12;

    /** Long enough that clients ask for what views do not have yet. */
    private static final long CUT_OFF_MILLIS = 1_500;

    private static final int CUTS_OFF = 5;

    private static final Duration SETTLING_MAX = Duration.ofMinutes(2);

    @TempDir
    private static Path temp;

    private static Path agent;

    @BeforeAll
    static void packTheAgent() {
        agent = AgentJar.pack(MutantAgent.class, temp.resolve("mutant-agent.jar"));
    }

    private static Deployment siteWith(Mutant... mutants) {
        Map<String, Map<String, String>> environments = Arrays.stream(mutants)
                .collect(Collectors.groupingBy(
                        Mutant::service,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Mutant::name, Collectors.joining("+")),
                                names -> Map.of("JAVA_TOOL_OPTIONS", "-javaagent:%s=%s".formatted(agent, names)))));
        return Deployment.start(
                new Deployment.Setup(CampaignIT.CHECKOUT, CampaignIT.LOGS, Topology.SMALL, environments, false, false));
    }

    /** One kind of fault on one link, over and over. */
    private static Plan repeated(
            Deployment deployment, Kind kind, String link, int times, long everyMillis, long lengthMillis) {
        Fault fault = Faults.of(deployment).stream()
                .filter(one -> one.kind() == kind && one.target().equals(link))
                .findFirst()
                .orElseThrow();
        return new Plan(IntStream.rangeClosed(1, times)
                .mapToObj(number -> new Plan.Step(number * everyMillis, fault, lengthMillis))
                .toList());
    }

    /** Runs a campaign and returns the violations that the checker finds, by promise. */
    private static Map<String, List<Violation>> caught(Deployment deployment, Plan plan) throws Exception {
        Path history = Files.createTempFile(temp, "history", ".jsonl");
        try (var bank = new Bank(deployment.token())) {
            return new Campaign(deployment, SEED, plan, history, Settling.ofServices(deployment, bank, SETTLING_MAX))
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
        Map<String, List<Violation>> caught;
        try (Deployment deployment =
                siteWith(Mutant.ACKNOWLEDGES_WITHOUT_COMMIT, Mutant.FORGETS_KEYS, Mutant.RELAY_PASSES_OVER)) {
            // The way on which clients come to doubt, and so to send commands again.
            TcpProxy toCommands =
                    deployment.commands().getFirst().links().getFirst().proxy();
            toCommands.delay(ANSWERS_DELAYED_BY);
            caught = caught(
                    deployment,
                    repeated(deployment, Kind.RESET, "clients to command-service-1", RESETS, RESET_EVERY_MILLIS, 0));
        }
        List<String> commands = details(caught, "every acknowledged command");
        List<String> lost = commands.stream()
                .filter(detail -> detail.contains("acknowledged, but the log has []"))
                .toList();
        List<String> doneTwice = commands.stream()
                .filter(detail -> detail.contains("becomes 1 event(s)"))
                .toList();
        List<String> missing = details(caught, "every event of the log is in the topic");

        assertThat(lost).as("lost").isNotEmpty();
        assertThat(doneTwice).as("done twice").isNotEmpty();
        assertThat(missing).as("missing in the topic").isNotEmpty();
    }

    @Test
    void a_projector_that_keeps_only_the_checkpoint_and_a_query_service_that_does_not_wait_are_caught()
            throws Exception {
        Map<String, List<Violation>> caught;
        try (Deployment deployment = siteWith(Mutant.CHECKPOINT_WITHOUT_BATCH, Mutant.READS_WITHOUT_WAITING)) {
            caught = caught(
                    deployment,
                    repeated(
                            deployment,
                            Kind.CUT_OFF,
                            "projector-service-1 to its database",
                            CUTS_OFF,
                            2 * CUT_OFF_MILLIS,
                            CUT_OFF_MILLIS));
        }

        assertThat(details(caught, "every view equals")).isNotEmpty();
        assertThat(details(caught, "a read that insists")).isNotEmpty();
        assertThat(details(caught, "every acknowledged command")).isEmpty();
    }
}
