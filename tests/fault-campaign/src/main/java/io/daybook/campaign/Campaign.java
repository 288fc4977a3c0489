package io.daybook.campaign;

import io.daybook.campaign.check.Checker;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.EvidenceReader;
import io.daybook.campaign.check.History;
import io.daybook.campaign.check.Line;
import io.daybook.campaign.check.Table;
import io.daybook.campaign.check.Violation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A whole run: the suite is started, clients work, faults come, everything is healed, and the checker judges. */
final class Campaign {

    static final String TOPIC = "daybook.events";
    private static final int CLIENTS = 8;

    /** Once all is healed: how long clients may take to learn what became of their last commands. */
    private static final Duration LAST_ANSWERS_WAIT_MAX = Duration.ofSeconds(90);

    private final Deployment deployment;
    private final long seed;
    private final Plan plan;
    private final Path historyFile;
    private final Settling settling;

    /**
     * A campaign.
     *
     * @param deployment deployment under test
     * @param seed seed of what clients do
     * @param plan faults and their times
     * @param historyFile file to which the history is written
     * @param settling states that are awaited once all is healed
     */
    Campaign(Deployment deployment, long seed, Plan plan, Path historyFile, Settling settling) {
        this.deployment = deployment;
        this.seed = seed;
        this.plan = plan;
        this.historyFile = historyFile;
        this.settling = settling;
    }

    /** Runs it. */
    Outcome run() throws InterruptedException, SQLException {
        var broken = new ArrayList<String>();
        try (History history = History.in(historyFile)) {
            broken.addAll(underFaults(history));
        }
        broken.addAll(settling.await());
        List<Line> history = History.read(historyFile);
        var violations = new ArrayList<Violation>();
        broken.forEach(detail -> violations.add(new Violation("everything comes back once faults are over", detail)));
        Evidence evidence = evidence(history);
        violations.addAll(Checker.check(evidence));
        return Outcome.of(seed, evidence, violations);
    }

    /** Lets clients work while the plan is carried out; returns what did not come back. */
    private List<String> underFaults(History history) throws InterruptedException {
        var isOver = new AtomicBoolean();
        var isHopeless = new AtomicBoolean();
        List<UUID> accounts = new CopyOnWriteArrayList<>();
        var broken = new ArrayList<String>();
        try (Bank bank = new Bank(deployment.token());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (int number = 1; number <= CLIENTS; number++) {
                var client = new Client(number, seed, bank, deployment, history, accounts, isHopeless::get);
                clients.add(threads.submit(() -> {
                    client.run(() -> !isOver.get());
                    return null;
                }));
            }
            broken.addAll(new Nemesis(plan, history).run());
            isOver.set(true);
            broken.addAll(awaitEnd(clients));
            isHopeless.set(true);
        }
        return broken;
    }

    private static List<String> awaitEnd(List<Future<?>> clients) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_ANSWERS_WAIT_MAX.toNanos();
        var broken = new ArrayList<String>();
        for (Future<?> client : clients) {
            try {
                client.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                broken.add("A client failed: " + e.getCause());
            } catch (TimeoutException e) {
                broken.add("A client still had no answer %d s after the last fault."
                        .formatted(LAST_ANSWERS_WAIT_MAX.toSeconds()));
            }
        }
        return broken;
    }

    private Evidence evidence(List<Line> history) throws SQLException {
        Map<String, Table> views = new HashMap<>();
        for (String view : deployment.viewNames()) {
            views.putAll(EvidenceReader.view(view, deployment.viewSource(view)));
        }
        return new Evidence(
                history,
                EvidenceReader.log(deployment.logSource()),
                EvidenceReader.head(deployment.logSource()),
                EvidenceReader.topic(deployment.bootstrapServers(), TOPIC),
                views);
    }
}
