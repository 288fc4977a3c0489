package io.daybook.benchmark.suite;

import io.daybook.benchmark.database.EventLog;
import io.daybook.benchmark.database.ViewTables;
import io.daybook.benchmark.load.PgBench;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.Plan;
import io.daybook.localstack.Databases;
import io.daybook.localstack.Folders;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalKafka;
import io.daybook.localstack.LocalPostgres;
import io.daybook.localstack.MigrationRun;
import io.daybook.localstack.Ports;
import io.daybook.localstack.ServiceEnvironments;
import io.daybook.localstack.ViewCatalogue;
import io.daybook.localstack.ViewCatalogue.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Servers of one benchmark case, and the services that it starts on them. Closing it stops all and deletes their data. */
public final class Testbed implements AutoCloseable {

    private static final int FIRST_READERS = 4;
    private static final double AS_FAST_AS_IT_GOES = 0;

    /** Settings without which an acknowledged event would not survive a power cut. */
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final BenchmarkContext context;
    private final ViewCatalogue catalogue;
    private final Path folder;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final LocalPostgres postgres;
    private final ServiceEnvironments environments;
    private final Path token;
    private final String tokenText;

    private Testbed(BenchmarkContext context, Path folder) {
        this.context = context;
        this.catalogue = ViewCatalogue.of(context.home());
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        postgres = opened(LocalPostgres.on(folder.resolve("postgres"), Ports.free()));
        LocalKafka kafka = opened(LocalKafka.on(folder.resolve("kafka"), Ports.free()));
        databases().createAll(catalogue);
        LocalIssuer issuer = LocalIssuer.in(folder.resolve("issuer"));
        tokenText = issuer.token("benchmark", LocalIssuer.EVERY_SCOPE, null);
        token = written(folder.resolve("token"), tokenText);
        environments = new ServiceEnvironments(postgres, kafka, folder, issuer, Optional.empty(), catalogue);
        migrate(environments.migration());
    }

    /**
     * Starts the servers in a new folder.
     *
     * @throws IllegalStateException if Postgres is not as durable as in production
     */
    public static Testbed in(BenchmarkContext context) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(context.folder()), "testbed-");
            Files.createDirectories(folder.resolve("logs"));
            Files.createDirectories(folder.resolve("imports"));
            var testbed = new Testbed(context, folder);
            testbed.refuseUnlessDurable();
            return testbed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path written(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseUnlessDurable() {
        for (String setting : DURABILITY) {
            String value = log().value("show " + setting);
            if (!"on".equals(value)) {
                close();
                throw new IllegalStateException(
                        "%s is %s: nothing that is measured so counts.".formatted(setting, value));
            }
        }
    }

    public Plan plan() {
        return context.plan();
    }

    public Path folder() {
        return folder;
    }

    /** The views that can be queried. */
    public List<View> views() {
        return catalogue.queriedViews();
    }

    public Databases databases() {
        return new Databases(postgres);
    }

    /** Makes one more database with an event log that is empty. */
    public void makeLog(String database) {
        databases().create(database, Databases.LOG_OWNER);
        Map<String, String> environment = environments.migration();
        environment.put("SPRING_DATASOURCE_URL", postgres.jdbcUrl(database));
        migrate(environment);
    }

    private void migrate(Map<String, String> environment) {
        MigrationRun.of(context.home(), environment, folder.resolve("logs/migration.log"));
    }

    /** The event log. */
    public EventLog log() {
        return log(Databases.LOG);
    }

    /** An event log in another database. */
    public EventLog log(String database) {
        return new EventLog(postgres, database);
    }

    /** The URL of one of the databases. */
    String jdbcUrl(String database) {
        return postgres.jdbcUrl(database);
    }

    /** Connection to one of the databases as its server's superuser. */
    public ViewTables.Database connectionTo(String database) {
        return new ViewTables.Database(postgres.jdbcUrl(database), postgres.superuser(), postgres.superuserPassword());
    }

    /** A command-service, to be changed before it starts. */
    public ServiceSetup command() {
        return new ServiceSetup(this, "command-service", environments.command());
    }

    /** A command-service that publishes nothing: nobody else has anything to do while it is measured. */
    public ServiceSetup commandAlone() {
        return command().with("DAYBOOK_RELAY_ENABLED", "false");
    }

    /** A projector-service, to be changed before it starts. */
    public ServiceSetup projector() {
        return new ServiceSetup(this, "projector-service", environments.projector());
    }

    /** A query-service, to be changed before it starts. */
    public ServiceSetup query() {
        return new ServiceSetup(this, "query-service", environments.query());
    }

    Path home() {
        return context.home();
    }

    /** Ends with the testbed, unless it ended before. */
    <S extends AutoCloseable> S opened(S server) {
        synchronized (started) {
            started.push(server);
        }
        return server;
    }

    /**
     * Opens accounts and pays into each.
     *
     * @param command the command-service that is told to
     */
    public void openAccounts(Service command, int count) {
        try (Requests requests = requests(command)) {
            requests.openAccounts(count);
            requests.depositIntoAccounts(count);
        }
    }

    /**
     * Opens accounts and gives each as many deposits over the years; the service that it took has ended again.
     *
     * @param each number of deposits that an account gets besides its first
     */
    public void fillLog(int accounts, int each) {
        Service command = commandAlone().unsigned().start();
        openAccounts(command, accounts);
        command.stop();
        log().depositOverYears(1, accounts, each);
    }

    /** Opens accounts, and waits until the views have them; the services that it took have ended again. */
    public void fillViews(int accounts) {
        Service command = command().start();
        Service projector = projector().start();
        openAccounts(command, accounts);
        awaitViews(projector);
        command.stop();
        projector.stop();
    }

    /** Waits until the views have all of the log. */
    public void awaitViews(Service projector) {
        try (Requests views = requests(projector)) {
            Polling.until("the views have all of the log", () -> lag(views) == 0);
        }
    }

    /** Events that a projector-service's views have still to process, summed over its views. */
    public long lag(Requests views) {
        long lag = log().unpublished();
        for (JsonNode view : views.get("/v1/views").required("items")) {
            // Absent while it cannot be found out.
            lag += view.path("lagEvents").asLong(1);
        }
        return lag;
    }

    /** Requests to a service. */
    public Requests requests(Service service) {
        return new Requests(service.baseUrl(), tokenText);
    }

    /** Requests by wrk, as many at once as all figures have. */
    public Wrk wrk(Service service, Wrk.Request request, int accounts) {
        return wrk(service, request, accounts, Wrk.CONNECTIONS);
    }

    /**
     * Reads by wrk from a query-service that has only just started. So many at once would find it cold, and some would wait for
     * a connection of the pool for longer than a read may; so a few go first.
     */
    public Wrk reads(Service service, Wrk.Request request, int accounts) {
        Wrk wrk = wrk(service, request, accounts);
        wrk.by(FIRST_READERS).run(plan().warmUp());
        return wrk;
    }

    /** Requests by wrk. */
    public Wrk wrk(Service service, Wrk.Request request, int accounts, int connections) {
        return new Wrk(context.script(), service.baseUrl(), request, accounts, token, connections, AS_FAST_AS_IT_GOES);
    }

    /** Inserts by pgbench, into a table of their own. */
    public PgBench pgBench(int clients) {
        return PgBench.prepared(context.pgbench(), log(), folder.resolve("pgbench"), clients);
    }

    /** Ends everything; its data stays. */
    private void stop() {
        synchronized (started) {
            while (!started.isEmpty()) {
                try {
                    started.pop().close();
                } catch (Exception e) {
                    System.err.println("Something did not stop cleanly: " + e.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        stop();
        Folders.delete(folder);
    }
}
