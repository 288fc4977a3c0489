package io.daybook.campaign;

import io.daybook.localstack.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a campaign and writes down what it came to; what the script {@code tests/fault-campaign/run} starts. */
public final class FaultCampaign {

    private static final Duration SETTLING_MAX = Duration.ofMinutes(3);

    private FaultCampaign() {}

    /** Arguments: the checkout, and options. */
    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args);
        Path kept = newFolder(options.home().resolve("tests/fault-campaign/target/last-run"));
        var setup = new Deployment.Setup(options.home(), kept, Topology.FULL, Map.of(), true, true);
        Outcome outcome;
        Map<String, String> machine;
        try (Deployment deployment = Deployment.start(setup)) {
            System.out.println("Everything is ready.");
            machine = machine(deployment);
            Plan plan = Plan.of(options.seed(), options.duration(), Faults.of(deployment));
            System.out.printf(
                    "Seed %d: %d faults in %s.%n", options.seed(), plan.steps().size(), options.duration());
            outcome = new Campaign(
                            deployment,
                            options.seed(),
                            plan,
                            kept.resolve("history.jsonl"),
                            Settling.ofViews(deployment, SETTLING_MAX))
                    .run();
        }
        String report = Report.of(outcome, options.duration(), Topology.FULL, machine);
        Files.writeString(options.home().resolve("tests/fault-campaign/RESULTS.md"), report);
        System.out.println(report);
        System.exit(outcome.violations().isEmpty() ? 0 : 1);
    }

    /** For what explains a violation once the deployment is gone. */
    private static Path newFolder(Path folder) throws IOException {
        Folders.delete(folder);
        return Files.createDirectories(folder);
    }

    private static Map<String, String> machine(Deployment deployment) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("kernel", "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")));
        facts.put("JDK", Runtime.version().toString());
        facts.put(
                "disk of the log",
                deployment.disk().isPresent() ? "ext4 in a file, can be filled" : "the machine's own");
        facts.put("durability", "fsync, synchronous_commit and full_page_writes on; acks=all");
        return facts;
    }
}
