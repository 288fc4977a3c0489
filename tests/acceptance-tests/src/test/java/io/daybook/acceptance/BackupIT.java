package io.daybook.acceptance;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.localstack.LocalPostgres;
import io.daybook.localstack.Ports;
import io.daybook.localstack.ViewCatalogue;
import io.daybook.localstack.ViewCatalogue.View;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of docs/operations.md, "Back up and restore": the machine is lost with Kafka and every read database; a base backup
 * of the log's server, taken while customers pay in, the documents and the keys are all that is left.
 */
class BackupIT {

    private static final int CUSTOMERS = 4;
    private static final int DEPOSITS_MIN = 100;
    private static final List<View> VIEWS =
            ViewCatalogue.of(RunningDemo.CHECKOUT).queriedViews();

    /** The engine's own, which tell when and from which topic a view was filled. */
    private static final Set<String> NOT_OF_THE_LOG = Set.of("checkpoints", "generation", "flyway_schema_history");

    private final TestClient client = new TestClient();
    private final AtomicBoolean isOver = new AtomicBoolean();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void the_log_and_the_documents_bring_everything_back(@TempDir Path lost, @TempDir Path restored, @TempDir Path desk)
            throws Exception {
        Map<String, List<String>> before;
        List<Paid> paid;
        try (RunningDemo demo = RunningDemo.on(lost)) {
            Guide.tour().steps().forEach(step -> step.run(demo, desk));
            Guide.of("catalogue.md").steps().forEach(step -> step.runWell(demo, desk));
            paid = backUpWhileCustomersPayIn(demo, lost, restored);
            awaitViews(demo);
            before = rowsOfAllViews(demo);
        }
        loseReadDatabases(restored);

        try (RunningDemo demo = RunningDemo.on(restored)) {
            awaitViews(demo);
            assertThat(rowsOfAllViews(demo)).isEqualTo(before);
            assertThat(before.get("balances.transactions")).hasSizeGreaterThan(CUSTOMERS * DEPOSITS_MIN);
            assertThat(before.get("catalogue.documents")).isNotEmpty();
            assertThat(paid).allSatisfy(one -> assertThat(payIn(demo, one.accountId(), one.key()))
                    .isEqualTo(one));
            assertDocumentIsServed(demo);
            assertThat(payIn(demo, paid.getFirst().accountId(), "after the restore")
                            .version())
                    .isGreaterThan(DEPOSITS_MIN);
        }
    }

    /** The answer that a customer got to a deposit. */
    private record Paid(UUID accountId, String key, long version, long position) {}

    private Paid payIn(RunningDemo demo, UUID accountId, String key) {
        Answer answer = client.post(
                "%s/v1/accounts/%s/deposits".formatted(demo.commands(), accountId),
                "{\"amount\": \"1.00\"}",
                "Idempotency-Key",
                accountId + " " + key);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return new Paid(
                accountId,
                key,
                answer.body().path("version").asLong(),
                answer.body().path("position").asLong());
    }

    private List<Paid> backUpWhileCustomersPayIn(RunningDemo demo, Path from, Path to) throws Exception {
        try (ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS)) {
            List<Future<List<Paid>>> visits = new ArrayList<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                visits.add(customers.submit(() -> payInUntilOver(demo)));
            }
            try (Connection connection = DriverManager.getConnection(
                            demo.databaseUrl("postgres"), "postgres", demo.databasePassword());
                    Statement statement = connection.createStatement()) {
                statement.execute("select pg_backup_start('drill', true)");
                copyFolder(from.resolve("postgres"), to.resolve("postgres"));
                isOver.set(true);
                var paid = new ArrayList<Paid>();
                for (Future<List<Paid>> visit : visits) {
                    paid.addAll(visit.get());
                }
                endBackup(statement, to.resolve("postgres"));
                copyFolder(from.resolve("postgres/pg_wal"), to.resolve("postgres/pg_wal"));
                copyFolder(from.resolve("documents"), to.resolve("documents"));
                copyFolder(from.resolve("keys"), to.resolve("keys"));
                Files.createFile(to.resolve("postgres.made"));
                return paid;
            } finally {
                isOver.set(true);
            }
        }
    }

    private List<Paid> payInUntilOver(RunningDemo demo) {
        UUID account = demo.openAccount(client);
        var paid = new ArrayList<Paid>();
        while (!isOver.get() || paid.size() < DEPOSITS_MIN) {
            paid.add(payIn(demo, account, "deposit " + paid.size()));
        }
        return paid;
    }

    private static void endBackup(Statement statement, Path folder) throws SQLException, IOException {
        try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
            row.next();
            Files.writeString(folder.resolve("backup_label"), row.getString(1));
        }
    }

    /** As a base backup does: files of the running server; what has gone in the meantime is not needed. */
    private static void copyFolder(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(folder).toString());
                if (!Files.exists(copy)) {
                    Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.getFileName().toString().startsWith("postmaster.")) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    try {
                        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                    } catch (NoSuchFileException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void loseReadDatabases(Path data) throws SQLException {
        try (LocalPostgres server = LocalPostgres.secured(data.resolve("postgres"), Ports.free());
                Connection connection = DriverManager.getConnection(
                        server.jdbcUrl("postgres"), server.superuser(), server.superuserPassword());
                Statement statement = connection.createStatement()) {
            for (View view : VIEWS) {
                statement.execute("drop database " + view.database());
            }
        }
    }

    /** Until every view is as far as the log. */
    private void awaitViews(RunningDemo demo) {
        long position =
                client.get(demo.commands() + "/v1/log").body().path("position").asLong();
        await().atMost(2, MINUTES).untilAsserted(() -> {
            Answer views = client.get(demo.operators() + "/v1/views");
            assertThat(views.body().path("items").valueStream())
                    .hasSizeGreaterThanOrEqualTo(VIEWS.size())
                    .allSatisfy(view -> {
                        assertThat(view.path("position").asLong()).isEqualTo(position);
                        assertThat(view.path("lagEvents").asLong()).isZero();
                        assertThat(view.path("parked").asLong()).isZero();
                    });
        });
    }

    private static Map<String, List<String>> rowsOfAllViews(RunningDemo demo) throws SQLException {
        var rows = new TreeMap<String, List<String>>();
        for (View view : VIEWS) {
            try (Connection connection = DriverManager.getConnection(
                            demo.databaseUrl(view.database()), "postgres", demo.databasePassword());
                    Statement statement = connection.createStatement()) {
                for (String table : column(statement, """
                        select tablename
                        from pg_tables
                        where schemaname = '%s'
                        """.formatted(view.name()))) {
                    if (!NOT_OF_THE_LOG.contains(table)) {
                        rows.put(view.name() + "." + table, column(statement, """
                                select row::text
                                from %s.%s row
                                order by 1
                                """.formatted(view.name(), table)));
                    }
                }
            }
        }
        return rows;
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        var values = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private void assertDocumentIsServed(RunningDemo demo) {
        Answer documents = client.get(demo.queries() + "/v1/documents");
        String documentId =
                documents.body().path("items").path(0).path("documentId").asString();
        assertThat(client.page("%s/v1/documents/%s/content".formatted(demo.queries(), documentId)))
                .startsWith("%PDF");
    }
}
