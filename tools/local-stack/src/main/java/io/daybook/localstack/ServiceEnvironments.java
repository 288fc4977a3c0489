package io.daybook.localstack;

import io.daybook.localstack.Suite.ServicePorts;
import io.daybook.localstack.ViewCatalogue.View;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Environment variables of the services of a suite on this machine, and of its migration job; a new map each time, free to be changed. */
public final class ServiceEnvironments {

    private final PostgresServer postgres;
    private final KafkaBroker kafka;
    private final Path data;
    private final Path topicKey;
    private final LocalIssuer issuer;
    private final Optional<URI> dynamoDb;
    private final ViewCatalogue catalogue;

    /**
     * Environments of services on these servers.
     *
     * @param data the folder for what is in no server, such as keys and files to be imported
     * @param issuer issuer whose tokens they believe
     * @param dynamoDb store in which account summaries are kept as well, if they are
     * @param catalogue the views of the suite
     */
    public ServiceEnvironments(
            PostgresServer postgres,
            KafkaBroker kafka,
            Path data,
            LocalIssuer issuer,
            Optional<URI> dynamoDb,
            ViewCatalogue catalogue) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.data = data;
        // Before any other key: where it is the only one that is missing, the folder is of an earlier version.
        this.topicKey = TopicKey.in(data.resolve("keys"));
        this.issuer = issuer;
        this.dynamoDb = dynamoDb;
        this.catalogue = catalogue;
    }

    /** Environment of the command-service. */
    public Map<String, String> command() {
        Map<String, String> environment = common(Databases.COMMAND);
        environment.putAll(Map.of(
                "SPRING_DATASOURCE_URL",
                postgres.jdbcUrl(Databases.LOG),
                "SPRING_DATASOURCE_USERNAME",
                Databases.COMMAND,
                "SPRING_DATASOURCE_PASSWORD",
                postgres.password(Databases.COMMAND),
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "DAYBOOK_IMPORTS_FOLDER",
                data.resolve("imports").toString(),
                "DAYBOOK_DOCUMENTS_FOLDER",
                data.resolve("documents").toString(),
                "DAYBOOK_INTEGRITY_SIGNINGKEYFILE",
                LogKey.in(Folders.created(data.resolve("keys"))).toString()));
        environment.putAll(operations(Databases.COMMAND));
        environment.putAll(topicMac());
        // Whoever tries an erasure here has no ten years, and no week in which to think better of it.
        environment.put("DAYBOOK_PRIVACY_RETENTION", "P0D");
        environment.put("DAYBOOK_PRIVACY_ERASUREWAIT", "PT0S");
        return environment;
    }

    /** Environment of the migration job, the only process that is told the owners' passwords. */
    public Map<String, String> migration() {
        return new HashMap<>(Map.of(
                "SPRING_DATASOURCE_URL",
                postgres.jdbcUrl(Databases.LOG),
                "DAYBOOK_PERSONALDATA_STORE_URL",
                postgres.jdbcUrl(Databases.KEYS),
                "DAYBOOK_OPERATIONS_URL",
                postgres.jdbcUrl(Databases.READS),
                "DAYBOOK_MIGRATION_LOG_PASSWORD",
                postgres.password(Databases.LOG_OWNER),
                "DAYBOOK_MIGRATION_KEYS_PASSWORD",
                postgres.password(Databases.KEYS_OWNER),
                "DAYBOOK_MIGRATION_READS_PASSWORD",
                postgres.password(Databases.READS_OWNER)));
    }

    private Map<String, String> common(String role) {
        var environment = new HashMap<>(issuer.environment());
        environment.putAll(keys(role));
        // Whoever is on this machine may look at how its services do.
        environment.put("DAYBOOK_ACCESS_OPENMETRICS", "true");
        // One token alone may use all that the machine can do: whoever measures the demo measures the services.
        environment.put("DAYBOOK_ACCESS_RATE_PERSECOND", "0");
        environment.put("DAYBOOK_ACCESS_RATE_CUSTOMERPERSECOND", "0");
        return environment;
    }

    private Map<String, String> keys(String role) {
        return Map.of(
                "DAYBOOK_PERSONALDATA_MASTERKEYFILE",
                MasterKey.in(data.resolve("keys")).toString(),
                "DAYBOOK_PERSONALDATA_STORE_URL",
                postgres.jdbcUrl(Databases.KEYS),
                "DAYBOOK_PERSONALDATA_STORE_USERNAME",
                role,
                "DAYBOOK_PERSONALDATA_STORE_PASSWORD",
                postgres.password(role));
    }

    private Map<String, String> topicMac() {
        return Map.of(
                "DAYBOOK_TOPIC_MAC",
                TopicKey.isTopicUnsigned(data.resolve("keys")) ? "accept" : "require",
                "DAYBOOK_TOPIC_MACKEYFILE",
                topicKey.toString());
    }

    /** Database in which administrative acts are recorded. */
    private Map<String, String> operations(String role) {
        return Map.of(
                "DAYBOOK_OPERATIONS_URL",
                postgres.jdbcUrl(Databases.READS),
                "DAYBOOK_OPERATIONS_USERNAME",
                role,
                "DAYBOOK_OPERATIONS_PASSWORD",
                postgres.password(role));
    }

    /** Environment of the projector-service. */
    public Map<String, String> projector() {
        Map<String, String> environment = common(Databases.PROJECTOR);
        environment.putAll(viewDatabases(Databases.PROJECTOR));
        environment.putAll(operations(Databases.PROJECTOR));
        environment.putAll(topicMac());
        environment.put("DAYBOOK_LOG_URL", postgres.jdbcUrl(Databases.LOG));
        environment.put("DAYBOOK_LOG_USERNAME", Databases.LOG_READER);
        environment.put("DAYBOOK_LOG_PASSWORD", postgres.password(Databases.LOG_READER));
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("DAYBOOK_INSTANCE", "local");
        // Whoever tries webhooks here has a receiver on this machine.
        environment.put("DAYBOOK_WEBHOOKS_ALLOWINSECURETARGETS", "true");
        environment.put("DAYBOOK_WEBHOOKS_RECEIVERS", "http://127.0.0.1:*,http://localhost:*");
        environment.putAll(selection("DAYBOOK_VIEWS", catalogue.views()));
        return environment;
    }

    /** Environment of the query-service. */
    public Map<String, String> query() {
        Map<String, String> environment = common(Databases.QUERY);
        environment.putAll(viewDatabases(Databases.QUERY));
        environment.put("DAYBOOK_DOCUMENTS_FOLDER", data.resolve("documents").toString());
        environment.putAll(selection("DAYBOOK_GROUPS", catalogue.queriedViews()));
        return environment;
    }

    /** Environment of the web console: the services' addresses, and the demo's tokens. */
    public Map<String, String> console(ServicePorts ports) {
        return new HashMap<>(Map.of(
                "DAYBOOK_CONSOLE_COMMANDS",
                "http://localhost:" + ports.command(),
                "DAYBOOK_CONSOLE_QUERIES",
                "http://localhost:" + ports.query(),
                "DAYBOOK_CONSOLE_OPERATORS",
                "http://localhost:" + ports.projector(),
                "DAYBOOK_CONSOLE_DEMO_TOKENS",
                data.resolve("tokens").toString()));
    }

    /** Selects the views and the account summaries if there is a DynamoDB; else a service has all that it registers. */
    private Map<String, String> selection(String variable, List<View> views) {
        String names = views.stream().map(View::name).collect(Collectors.joining(","));
        return dynamoDb.map(endpoint -> withSummaries(variable, names, endpoint))
                .orElse(Map.of());
    }

    /** The AWS SDK signs its requests; a store on this machine accepts any name. */
    private static Map<String, String> withSummaries(String variable, String views, URI endpoint) {
        return Map.of(
                variable,
                views + ",summaries",
                "DAYBOOK_DYNAMODB_ENDPOINT",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local");
    }

    private Map<String, String> viewDatabases(String role) {
        return Map.of(
                "DAYBOOK_VIEWDATABASE_URL",
                postgres.jdbcUrl(Databases.view("{name}")),
                "DAYBOOK_VIEWDATABASE_USERNAME",
                role,
                "DAYBOOK_VIEWDATABASE_PASSWORD",
                postgres.password(role));
    }
}
