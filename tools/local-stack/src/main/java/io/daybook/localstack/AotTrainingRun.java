package io.daybook.localstack;

import io.daybook.localstack.Suite.ServicePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Training run of the whole suite on servers of its own and under a little load. From it each service's JVM keeps an AOT cache for
 * later starts: loaded and linked classes, and profiles of methods, so that the compiler need not gather them first (JEP 483,
 * 515).
 */
final class AotTrainingRun {

    private static final Duration LOAD = Duration.ofSeconds(12);

    /** A start that is recorded takes several times as long as any other, and other work may go on beside it. */
    private static final Duration READY_WAIT_MAX = Duration.ofMinutes(4);

    private final Path home;
    private final ViewCatalogue catalogue;
    private final Path data;
    private final List<ServiceProcess> services = new ArrayList<>();

    private AotTrainingRun(Path home, Path data) {
        this.home = home;
        this.catalogue = ViewCatalogue.of(home);
        this.data = data;
    }

    /**
     * Trains the services of a checkout.
     *
     * @param home the checkout
     * @param jars the command-service, the projector-service, the query-service, and the web console if it was built
     * @throws IllegalStateException if one of them did not start, or did not do what it was asked
     */
    static void of(Path home, List<UnpackedJar> jars) {
        Path data = Folders.temporary("daybook-training-");
        try {
            new AotTrainingRun(home, data).run(jars);
        } finally {
            Folders.delete(data);
        }
    }

    private void run(List<UnpackedJar> jars) {
        try (var postgres = LocalPostgres.on(data.resolve("postgres"), Ports.free());
                var kafka = LocalKafka.on(data.resolve("kafka"), Ports.free())) {
            new Databases(postgres).createAll(catalogue);
            LocalIssuer issuer = LocalIssuer.in(data.resolve("issuer"));
            var environments = new ServiceEnvironments(postgres, kafka, data, issuer, Optional.empty(), catalogue);
            MigrationRun.of(home, environments.migration(), data.resolve("migration.log"));
            var ports = new ServicePorts(Ports.free(), Ports.free(), Ports.free(), OptionalInt.of(Ports.free()));
            try {
                for (UnpackedJar jar : jars) {
                    switch (jar.service()) {
                        case "command-service" -> start(jar, ports.command(), environments.command());
                        case "projector-service" -> start(jar, ports.projector(), environments.projector());
                        case "query-service" -> start(jar, ports.query(), environments.query());
                        default -> start(jar, ports.console().orElseThrow(), environments.console(ports));
                    }
                }
                services.forEach(service -> service.awaitReady(READY_WAIT_MAX));
                String token = issuer.token("training", LocalIssuer.EVERY_SCOPE, null);
                // By way of the last one: the console, if there is one, passes on what it is asked.
                try (var load = new TrainingLoad(
                        services.getFirst().baseUrl(), services.getLast().baseUrl(), token)) {
                    load.run(LOAD);
                }
            } finally {
                services.parallelStream().forEach(ServiceProcess::closeTrained);
            }
        }
    }

    private void start(UnpackedJar jar, int port, Map<String, String> environment) {
        services.add(ServiceProcess.train(jar, port, environment, data.resolve(jar.service() + ".log")));
    }
}
