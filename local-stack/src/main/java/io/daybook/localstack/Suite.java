package io.daybook.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The three services, on a Postgres server and a Kafka broker that run already. */
public final class Suite implements AutoCloseable {

    private static final Duration READY_WAIT_MAX = Duration.ofSeconds(90);

    private final List<ServiceProcess> services;

    private Suite(List<ServiceProcess> services) {
        this.services = services;
    }

    /**
     * Where the services listen.
     *
     * @param command the command-service
     * @param query the query-service
     * @param projector the projector-service
     */
    public record ServicePorts(int command, int query, int projector) {}

    /**
     * Makes the databases, starts the services side by side and waits until all are ready.
     *
     * @param data the folder for what is in no server: the services' logs, tokens and the key that signs them,
     *     files to be imported, the contents of documents
     */
    public static Suite start(Path home, Path data, PostgresServer postgres, KafkaBroker kafka, ServicePorts ports) {
        return start(home, data, postgres, kafka, ports, Optional.empty());
    }

    /**
     * The same, with account summaries in DynamoDB if there is one.
     *
     * @param dynamoDb where it is
     */
    public static Suite start(
            Path home,
            Path data,
            PostgresServer postgres,
            KafkaBroker kafka,
            ServicePorts ports,
            Optional<URI> dynamoDb) {
        new Databases(postgres).createAll();
        Path logs = Folders.created(data.resolve("logs"));
        var issuer = LocalIssuer.in(data.resolve("issuer"));
        issuer.writeTokens(data.resolve("tokens"));
        Map<String, String> command = command(postgres, kafka, data);
        command.putAll(keys(postgres, data, Databases.COMMAND));
        Map<String, String> projector = projector(postgres, kafka, dynamoDb);
        projector.putAll(keys(postgres, data, Databases.PROJECTOR));
        Map<String, String> query = query(postgres, data, dynamoDb);
        query.putAll(keys(postgres, data, Databases.QUERY));
        var suite = new Suite(List.of(
                start(home, logs, "command-service", ports.command(), issuer, command),
                start(home, logs, "projector-service", ports.projector(), issuer, projector),
                start(home, logs, "query-service", ports.query(), issuer, query)));
        try {
            suite.services.forEach(service -> service.awaitReady(READY_WAIT_MAX));
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    private static ServiceProcess start(
            Path home, Path logs, String name, int port, LocalIssuer issuer, Map<String, String> environment) {
        var whole = new HashMap<>(environment);
        whole.putAll(issuer.environment());
        // Whoever is on this machine may look at how its services do.
        whole.put("DAYBOOK_ACCESS_OPENMETRICS", "true");
        // One token alone may use all that the machine can do: whoever measures the demo measures the services.
        whole.put("DAYBOOK_ACCESS_RATE_PERSECOND", "0");
        return ServiceProcess.start(name, home, port, whole, logs.resolve(name + ".log"));
    }

    private static Map<String, String> command(PostgresServer postgres, KafkaBroker kafka, Path data) {
        var environment = new HashMap<String, String>();
        environment.putAll(Map.of(
                "SPRING_DATASOURCE_URL",
                postgres.jdbcUrl(Databases.LOG),
                "SPRING_DATASOURCE_USERNAME",
                Databases.COMMAND,
                "SPRING_DATASOURCE_PASSWORD",
                Databases.COMMAND,
                "SPRING_FLYWAY_USER",
                Databases.LOG_OWNER,
                "SPRING_FLYWAY_PASSWORD",
                Databases.LOG_OWNER,
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "DAYBOOK_IMPORTS_FOLDER",
                data.resolve("imports").toString(),
                "DAYBOOK_DOCUMENTS_FOLDER",
                data.resolve("documents").toString(),
                "DAYBOOK_INTEGRITY_SIGNINGKEYFILE",
                LogKey.in(Folders.created(data.resolve("keys"))).toString()));
        environment.put("DAYBOOK_PERSONALDATA_OWNER_USERNAME", Databases.KEYS_OWNER);
        environment.put("DAYBOOK_PERSONALDATA_OWNER_PASSWORD", Databases.KEYS_OWNER);
        return environment;
    }

    private static Map<String, String> keys(PostgresServer postgres, Path data, String role) {
        return Map.of(
                "DAYBOOK_PERSONALDATA_MASTERKEYFILE",
                MasterKey.in(data.resolve("keys")).toString(),
                "DAYBOOK_PERSONALDATA_STORE_URL",
                postgres.jdbcUrl(Databases.KEYS),
                "DAYBOOK_PERSONALDATA_STORE_USERNAME",
                role,
                "DAYBOOK_PERSONALDATA_STORE_PASSWORD",
                role);
    }

    private static Map<String, String> projector(PostgresServer postgres, KafkaBroker kafka, Optional<URI> dynamoDb) {
        Map<String, String> environment = databases(postgres, Databases.VIEWS, Databases.PROJECTOR);
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("DAYBOOK_INSTANCE", "local");
        // Whoever tries webhooks here has a receiver on this machine.
        environment.put("DAYBOOK_WEBHOOKS_ALLOWINSECURETARGETS", "true");
        dynamoDb.ifPresent(endpoint -> environment.putAll(summaries("DAYBOOK_VIEWS", Databases.VIEWS, endpoint)));
        return environment;
    }

    private static Map<String, String> query(PostgresServer postgres, Path data, Optional<URI> dynamoDb) {
        Map<String, String> environment = databases(postgres, Databases.QUERIED_VIEWS, Databases.QUERY);
        environment.put("DAYBOOK_DOCUMENTS_FOLDER", data.resolve("documents").toString());
        environment.put("DAYBOOK_DATABASES_READS_URL", postgres.jdbcUrl(Databases.READS));
        environment.put("DAYBOOK_DATABASES_READS_USERNAME", Databases.QUERY);
        environment.put("DAYBOOK_DATABASES_READS_PASSWORD", Databases.QUERY);
        environment.put("DAYBOOK_READS_OWNER_USERNAME", Databases.READS_OWNER);
        environment.put("DAYBOOK_READS_OWNER_PASSWORD", Databases.READS_OWNER);
        dynamoDb.ifPresent(
                endpoint -> environment.putAll(summaries("DAYBOOK_GROUPS", Databases.QUERIED_VIEWS, endpoint)));
        return environment;
    }

    /** The AWS SDK signs what it sends; a store on this machine believes any name. */
    private static Map<String, String> summaries(String variable, List<String> others, URI endpoint) {
        return Map.of(
                variable,
                String.join(",", others) + ",summaries",
                "DAYBOOK_DYNAMODB_ENDPOINT",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local");
    }

    private static Map<String, String> databases(PostgresServer postgres, List<String> views, String role) {
        var environment = new HashMap<String, String>();
        for (String view : views) {
            String prefix = "DAYBOOK_DATABASES_" + view.toUpperCase(Locale.ROOT);
            environment.put(prefix + "_URL", postgres.jdbcUrl(Databases.view(view)));
            environment.put(prefix + "_USERNAME", role);
            environment.put(prefix + "_PASSWORD", role);
        }
        return environment;
    }

    @Override
    public void close() {
        services.parallelStream().forEach(ServiceProcess::close);
    }
}
