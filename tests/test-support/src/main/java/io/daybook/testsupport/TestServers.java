package io.daybook.testsupport;

import io.daybook.localstack.Databases;
import io.daybook.localstack.Folders;
import io.daybook.localstack.KafkaBroker;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.LocalKafka;
import io.daybook.localstack.LocalPostgres;
import io.daybook.localstack.MasterKey;
import io.daybook.localstack.PostgresServer;
import io.daybook.localstack.TopicKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;

/**
 * The servers that tests share, one of each in a JVM: in containers where a Docker engine answers, embedded otherwise. The
 * system property {@code daybook.servers} ({@code containers} or {@code embedded}) decides instead, where it is set.
 */
public final class TestServers {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

    private TestServers() {}

    /** The shared Postgres server, with the suite's roles. */
    public static PostgresServer postgres() {
        return SharedPostgres.SERVER;
    }

    /** The shared Kafka broker. */
    public static KafkaBroker kafka() {
        return SharedKafka.BROKER;
    }

    /** The shared issuer of tokens, which the services of tests believe. */
    public static LocalIssuer issuer() {
        return SharedIssuer.ISSUER;
    }

    /** The JDBC URL of a new, empty database of that owner. */
    public static String freshDatabase(String owner) {
        String name = newDatabaseName();
        new Databases(postgres()).create(name, owner);
        return postgres().jdbcUrl(name);
    }

    /** The JDBC URL of a new database of that owner with all that a migration makes. The migration runs once a process. */
    public static String migratedDatabase(String owner, String template, Consumer<String> migration) {
        String name = newDatabaseName();
        copyOfTemplate(template, name, owner, migration);
        return postgres().jdbcUrl(name);
    }

    /** The JDBC URL of a new, empty key store. */
    public static String freshKeys() {
        return migratedDatabase(Databases.KEYS_OWNER, "keys", TestSchemas::keys);
    }

    /** The JDBC URL of a new, empty record of reads and administrative acts. */
    public static String freshReads() {
        return migratedDatabase(Databases.READS_OWNER, "reads", TestSchemas::reads);
    }

    /** Gives a database that is empty the tables of reads and administrative acts. */
    public static void migrateReads(String url) {
        TestSchemas.reads(url);
    }

    /** A name that no database has. */
    static String newDatabaseName() {
        return "test_%d_%d".formatted(ProcessHandle.current().pid(), DATABASES.incrementAndGet());
    }

    /** Makes a database as a copy of one that was migrated, which is made on first use. */
    static void copyOfTemplate(String template, String name, String owner, Consumer<String> migration) {
        String migrated = TEMPLATES.computeIfAbsent(template, key -> {
            String original = newDatabaseName();
            new Databases(postgres()).create(original, owner);
            migration.accept(postgres().jdbcUrl(original));
            return original;
        });
        asSuperuser("create database %s template %s owner %s".formatted(name, migrated, owner));
        new Databases(postgres()).create(name, owner);
    }

    /**
     * Ends all connections to a database and lets none find it again. It is renamed, as a drop would wait until all that other
     * tests have written is on the disk.
     */
    static void loseDatabase(String name) {
        asSuperuser("alter database %s with allow_connections false".formatted(name));
        asSuperuser("""
                select pg_terminate_backend(pid, 10000)
                from   pg_stat_activity
                where  datname = '%s'
                """.formatted(name));
        asSuperuser("alter database %s rename to %s".formatted(name, newDatabaseName()));
    }

    private static void asSuperuser(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        postgres().jdbcUrl("postgres"),
                        postgres().superuser(),
                        postgres().superuserPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Properties of a service of that role for the key store that all tests of this process share. */
    public static List<String> personalData(String role) {
        return List.of(
                "daybook.personal-data.master-key-file=" + SharedKeys.MASTER_KEY,
                "daybook.personal-data.store.url=" + SharedKeys.URL,
                "daybook.personal-data.store.username=" + role,
                "daybook.personal-data.store.password=" + role);
    }

    /** Properties of a service that believes only records with the MAC of {@link #topicKeys}. */
    public static List<String> topicMac() {
        return List.of("daybook.topic.mac=require", "daybook.topic.mac-key-file=" + topicKeys());
    }

    /** File with the key of the topics' records that all tests of this process share. */
    public static Path topicKeys() {
        return SharedKeys.TOPIC_KEYS;
    }

    /** The JDBC URL of that key store. */
    static String keysUrl() {
        return SharedKeys.URL;
    }

    /**
     * Properties of a service of that role for the record of administrative acts that all tests of this process share. For tests
     * in the service's own module.
     */
    public static List<String> operations(String role) {
        return List.of(
                "daybook.operations.url=" + SharedOperations.URL,
                "daybook.operations.username=" + role,
                "daybook.operations.password=" + role);
    }

    /** The JDBC URL of that record, as its owner reads it. */
    public static String operationsUrl() {
        return SharedOperations.URL;
    }

    private static boolean isContainers() {
        return switch (System.getProperty("daybook.servers", "auto")) {
            case "containers" -> true;
            case "embedded" -> false;
            default -> isDockerAnswering();
        };
    }

    /** An engine that runs but cannot fetch Testcontainers' own images is of no use either. */
    private static boolean isDockerAnswering() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static <S extends AutoCloseable> S stoppedAtExit(S server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (Exception e) {
                System.err.println("A test server did not stop: " + e.getMessage());
            }
        }));
        return server;
    }

    private static final class SharedPostgres {
        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            PostgresServer server =
                    stoppedAtExit(isContainers() ? ContainerPostgres.start() : LocalPostgres.temporary());
            new Databases(server).createRoles();
            return server;
        }
    }

    private static final class SharedIssuer {
        static final LocalIssuer ISSUER = start();

        private static LocalIssuer start() {
            Path folder = Folders.temporary("daybook-issuer");
            AutoCloseable unused = stoppedAtExit(() -> Folders.delete(folder));
            return LocalIssuer.in(folder);
        }
    }

    private static final class SharedKeys {
        static final Path FOLDER = start();
        static final Path TOPIC_KEYS = TopicKey.in(FOLDER);
        static final Path MASTER_KEY = MasterKey.in(FOLDER);
        static final String URL = TestSchemas.keysOfAllServices(MASTER_KEY);

        private static Path start() {
            Path folder = Folders.temporary("daybook-keys");
            AutoCloseable unused = stoppedAtExit(() -> Folders.delete(folder));
            return folder;
        }
    }

    private static final class SharedOperations {
        static final String URL = freshReads();
    }

    private static final class SharedKafka {
        static final KafkaBroker BROKER =
                stoppedAtExit(isContainers() ? ContainerKafka.start() : LocalKafka.temporary());
    }
}
