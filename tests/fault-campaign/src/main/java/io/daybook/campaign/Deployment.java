package io.daybook.campaign;

import io.daybook.campaign.check.EvidenceReader;
import io.daybook.localstack.AotCacheBuilder;
import io.daybook.localstack.Databases;
import io.daybook.localstack.Folders;
import io.daybook.localstack.KafkaBroker;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalPostgres;
import io.daybook.localstack.MigrationRun;
import io.daybook.localstack.PostgresServer;
import io.daybook.localstack.ServiceEnvironments;
import io.daybook.localstack.ViewCatalogue;
import io.daybook.localstack.ViewCatalogue.View;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The suite with several of a kind: Kafka nodes, a Postgres server for the log and one for the views, and the services, all in
 * processes of their own, with ways between them that can be made worse. What it started ends with it.
 */
final class Deployment implements AutoCloseable {

    private static final Set<String> OF_THE_LOG = Set.of(Databases.LOG, Databases.KEYS);

    private final ViewCatalogue catalogue;
    private final Path home;
    private final Path logs;
    private final Path folder;
    private final LocalIssuer issuer;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** For whoever is interrupted: Postgres would go on. */
    private final Thread atExit = new Thread(this::close);

    private final Optional<FillableDisk> disk;
    private final PostgresMember log;
    private final PostgresMember views;
    private final KafkaCluster kafka;
    private final List<BrokerMember> brokers = new ArrayList<>();
    private final Map<String, Clock> clocks = new HashMap<>();
    private final Map<String, String> migration = new HashMap<>();
    private final List<ServiceMember> commands;
    private final List<ServiceMember> projectors;
    private final List<ServiceMember> queries;

    /**
     * Plan of a deployment.
     *
     * @param home the checkout, in which everything was built
     * @param logs the folder for the services' logs, which stay
     * @param topology number of each
     * @param environments more variables for the services, by their names
     * @param smallDisk true if the log is on a disk that can be filled, where that is possible
     * @param clocks true if the clock of one command-service can be put wrong
     */
    record Setup(
            Path home,
            Path logs,
            Topology topology,
            Map<String, Map<String, String>> environments,
            boolean smallDisk,
            boolean clocks) {}

    private Deployment(Setup setup) {
        this.catalogue = ViewCatalogue.of(setup.home());
        this.home = setup.home();
        this.logs = setup.logs();
        this.folder = Folders.temporary("daybook-campaign-");
        this.issuer = LocalIssuer.in(folder.resolve("issuer"));
        this.disk = setup.smallDisk() ? FillableDisk.on(folder.resolve("disk")) : Optional.empty();
        disk.ifPresent(this::closedLast);
        this.log = closedLast(new PostgresMember(
                "log-postgres", disk.map(FillableDisk::folder).orElse(folder).resolve("log")));
        this.views = closedLast(new PostgresMember("views-postgres", folder.resolve("views")));
        this.kafka = new KafkaCluster(folder, setup.topology().brokers());
        for (KafkaCluster.Node node : kafka.nodes()) {
            brokers.add(closedLast(new BrokerMember("broker-" + (brokers.size() + 1), node)));
        }
        this.commands = services("command-service", setup.topology().commands(), setup);
        this.projectors = services("projector-service", setup.topology().projectors(), setup);
        this.queries = services("query-service", setup.topology().queries(), setup);
    }

    /** Starts everything, and waits until all of it is ready. */
    static Deployment start(Setup setup) {
        AotCacheBuilder.prepare(setup.home());
        var deployment = new Deployment(setup);
        try {
            Runtime.getRuntime().addShutdownHook(deployment.atExit);
            deployment.startAll();
            return deployment;
        } catch (RuntimeException e) {
            try {
                deployment.close();
            } catch (RuntimeException unclean) {
                e.addSuppressed(unclean);
            }
            throw e;
        }
    }

    private <S extends AutoCloseable> S closedLast(S server) {
        started.push(server);
        return server;
    }

    private List<ServiceMember> services(String service, int count, Setup setup) {
        var services = new ArrayList<ServiceMember>();
        for (int number = 1; number <= count; number++) {
            var toLog = closedLast(new TcpProxy(List.of(log.port())));
            var toViews = closedLast(new TcpProxy(List.of(views.port())));
            var environments = new ServiceEnvironments(
                    new Through(toLog, toViews),
                    (Bootstrap) kafka::bootstrapServers,
                    folder,
                    issuer,
                    Optional.empty(),
                    catalogue);
            String name = "%s-%d".formatted(service, number);
            boolean isOfLog = service.equals("command-service");
            if (isOfLog) {
                migration.putAll(environments.migration());
            }
            Map<String, String> environment = environment(service, name, environments, setup);
            environment.putAll(setup.environments().getOrDefault(service, Map.of()));
            services.add(closedLast(new ServiceMember(
                    service, number, setup.home(), setup.logs(), environment, isOfLog ? toLog : toViews)));
        }
        return services;
    }

    private Map<String, String> environment(
            String service, String name, ServiceEnvironments environments, Setup setup) {
        String views = String.join(",", viewNames());
        Map<String, String> environment =
                switch (service) {
                    case "command-service" -> environments.command();
                    case "projector-service" -> environments.projector();
                    default -> environments.query();
                };
        String copies = Integer.toString(Math.min(3, setup.topology().brokers()));
        environment.put("DAYBOOK_RELAY_REPLICATION", copies);
        environment.put("DAYBOOK_INTEGRITY_REPLICATION", copies);
        environment.put(
                "DAYBOOK_IMPORTS_FOLDER", folder.resolve("imports-" + name).toString());
        environment.put("DAYBOOK_VIEWS", views);
        environment.put("DAYBOOK_GROUPS", views);
        environment.put("DAYBOOK_INSTANCE", name);
        // One is enough to be at odds with the other.
        if (setup.clocks() && name.equals("command-service-1")) {
            Clock clock = Clock.right(folder, name);
            clocks.put(name, clock);
            environment.putAll(clock.environment());
        }
        return environment;
    }

    private void startAll() {
        brokers.forEach(BrokerMember::start);
        log.start();
        views.start();
        new Databases(log.server()).createAll(catalogue);
        new Databases(views.server()).createAll(catalogue);
        MigrationRun.of(home, migration, logs.resolve("migration.log"));
        services().forEach(ServiceMember::launch);
        services().forEach(ServiceMember::awaitReady);
    }

    /** A broker, as services are told of it. */
    @FunctionalInterface
    private interface Bootstrap extends KafkaBroker {
        @Override
        default void close() {
            // Its nodes are closed one by one.
        }
    }

    /**
     * The two Postgres servers, as one service sees them: through proxies of its own.
     *
     * @param toLog the way to the log and the keys
     * @param toViews the way to everything else
     */
    private record Through(TcpProxy toLog, TcpProxy toViews) implements PostgresServer {

        @Override
        public String jdbcUrl(String database) {
            int port = OF_THE_LOG.contains(database) ? toLog.port() : toViews.port();
            return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
        }

        @Override
        public String superuser() {
            throw new UnsupportedOperationException("No service is a superuser.");
        }

        @Override
        public String superuserPassword() {
            throw new UnsupportedOperationException("No service is a superuser.");
        }

        @Override
        public void close() {
            toLog.close();
            toViews.close();
        }
    }

    /** A token with which clients may do everything. */
    String token() {
        return issuer.token("campaign", LocalIssuer.EVERY_SCOPE, null);
    }

    List<ServiceMember> commands() {
        return commands;
    }

    List<ServiceMember> projectors() {
        return projectors;
    }

    List<ServiceMember> queries() {
        return queries;
    }

    List<BrokerMember> brokers() {
        return brokers;
    }

    private List<ServiceMember> services() {
        return Stream.of(commands, projectors, queries).flatMap(List::stream).toList();
    }

    PostgresMember log() {
        return log;
    }

    PostgresMember views() {
        return views;
    }

    Optional<FillableDisk> disk() {
        return disk;
    }

    /** The clocks that can be put wrong, by the names of whose they are. */
    Map<String, Clock> clocks() {
        return clocks;
    }

    /** The views that are filled and compared with the log: all that can be queried. */
    List<String> viewNames() {
        return catalogue.queriedViews().stream().map(View::name).toList();
    }

    /** Drops the databases of the views that are filled from the topic, and creates them empty. */
    void emptyViews() throws SQLException {
        LocalPostgres server = views.server();
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl("postgres"), server.superuser(), server.superuserPassword());
                Statement statement = connection.createStatement()) {
            for (String view : viewNames()) {
                statement.execute("drop database %s with (force)".formatted(Databases.view(view)));
            }
        }
        new Databases(server).createAll(catalogue);
    }

    /** The log's database, as a superuser reads it. */
    EvidenceReader.Source logSource() {
        return source(log, Databases.LOG);
    }

    /** A view's database, as a superuser reads it. */
    EvidenceReader.Source viewSource(String view) {
        return source(views, Databases.view(view));
    }

    private static EvidenceReader.Source source(PostgresMember server, String database) {
        return new EvidenceReader.Source(
                server.server().jdbcUrl(database),
                server.server().superuser(),
                server.server().superuserPassword());
    }

    /** The Kafka nodes. */
    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public synchronized void close() {
        services().parallelStream().forEach(ServiceMember::close);
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("Something did not stop cleanly: " + e.getMessage());
            }
        }
        Folders.delete(folder);
    }
}
