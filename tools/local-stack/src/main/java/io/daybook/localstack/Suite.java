package io.daybook.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Services and console of a suite, on a Postgres server and a Kafka broker that run already. */
public final class Suite implements AutoCloseable {

    private static final Duration READY_WAIT_MAX = Duration.ofMinutes(4);

    private final List<ServiceProcess> services;

    private Suite(List<ServiceProcess> services) {
        this.services = services;
    }

    /**
     * Ports on which the services listen.
     *
     * @param command the command-service
     * @param query the query-service
     * @param projector the projector-service
     * @param console the web console; without a port there is none
     */
    public record ServicePorts(int command, int query, int projector, OptionalInt console) {

        /** Ports of a suite without a console. */
        public ServicePorts(int command, int query, int projector) {
            this(command, query, projector, OptionalInt.empty());
        }
    }

    /**
     * Creates and migrates the databases, starts the services concurrently and waits until all are ready.
     *
     * @param data the folder for what is in no server: the services' logs, tokens and the key that signs them,
     *     files to be imported, the contents of documents
     */
    public static Suite start(Path home, Path data, PostgresServer postgres, KafkaBroker kafka, ServicePorts ports) {
        return start(home, data, postgres, kafka, ports, Optional.empty());
    }

    /**
     * Starts a suite that keeps account summaries in DynamoDB, if there is one.
     *
     * @param dynamoDb its endpoint
     */
    public static Suite start(
            Path home,
            Path data,
            PostgresServer postgres,
            KafkaBroker kafka,
            ServicePorts ports,
            Optional<URI> dynamoDb) {
        return start(home, data, postgres, kafka, ports, dynamoDb, List.of());
    }

    /**
     * Starts a suite with more views than the checkout has.
     *
     * @param moreViews jars with views, which are appended to the class paths of the projector-service and the query-service
     */
    public static Suite start(
            Path home,
            Path data,
            PostgresServer postgres,
            KafkaBroker kafka,
            ServicePorts ports,
            List<Path> moreViews) {
        return start(home, data, postgres, kafka, ports, Optional.empty(), moreViews);
    }

    private static Suite start(
            Path home,
            Path data,
            PostgresServer postgres,
            KafkaBroker kafka,
            ServicePorts ports,
            Optional<URI> dynamoDb,
            List<Path> moreViews) {
        var catalogue = ViewCatalogue.of(home, moreViews);
        new Databases(postgres).createAll(catalogue);
        Path logs = Folders.created(data.resolve("logs"));
        var issuer = LocalIssuer.in(data.resolve("issuer"));
        issuer.writeTokens(data.resolve("tokens"));
        var environments = new ServiceEnvironments(postgres, kafka, data, issuer, dynamoDb, catalogue);
        MigrationRun.of(home, environments.migration(), logs.resolve("migration.log"));
        var services = new ArrayList<>(List.of(
                start(home, logs, "command-service", ports.command(), environments.command(), List.of()),
                start(home, logs, "projector-service", ports.projector(), environments.projector(), moreViews),
                start(home, logs, "query-service", ports.query(), environments.query(), moreViews)));
        ports.console()
                .ifPresent(port ->
                        services.add(start(home, logs, "web-console", port, environments.console(ports), List.of())));
        var suite = new Suite(List.copyOf(services));
        try {
            suite.services.forEach(service -> service.awaitReady(READY_WAIT_MAX));
            new TopicSigning(
                            URI.create("http://localhost:" + ports.command()),
                            issuer.token("operator", LocalIssuer.EVERY_SCOPE, null),
                            data.resolve("keys"))
                    .beginIfNeeded();
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    private static ServiceProcess start(
            Path home, Path logs, String name, int port, Map<String, String> environment, List<Path> appended) {
        return ServiceProcess.start(name, home, port, environment, logs.resolve(name + ".log"), appended);
    }

    @Override
    public void close() {
        services.parallelStream().forEach(ServiceProcess::close);
    }
}
