package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.localstack.AotCacheBuilder;
import io.daybook.localstack.LocalIssuer.Role;
import io.daybook.localstack.LocalKafka;
import io.daybook.localstack.LocalPostgres;
import io.daybook.localstack.Ports;
import io.daybook.localstack.Suite;
import io.daybook.localstack.Suite.ServicePorts;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A suite with a view from a jar that is appended to the class paths of the projector-service and the query-service, and that no
 * main file names: its database, rights, settings and consumer group follow from the line by which it is registered.
 */
class AppendedViewIT {

    private static final String VIEW = "newaccounts";
    private static final Duration WAIT_MAX = Duration.ofMinutes(1);

    private final TestClient client = new TestClient();
    private final ServicePorts ports = new ServicePorts(Ports.free(), Ports.free(), Ports.free());
    private LocalPostgres postgres;
    private LocalKafka kafka;
    private Suite suite;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        AotCacheBuilder.prepare(RunningDemo.CHECKOUT);
        TestServers.issuer().copyTo(data.resolve("issuer"));
        postgres = LocalPostgres.on(data.resolve("postgres"), Ports.free());
        kafka = LocalKafka.on(data.resolve("kafka"), Ports.free());
        suite = Suite.start(
                RunningDemo.CHECKOUT, data, postgres, kafka, ports, List.of(jar(data.resolve("appended-view.jar"))));
    }

    @AfterEach
    void stop() {
        client.close();
        Stream.of(suite, kafka, postgres).filter(Objects::nonNull).forEach(AppendedViewIT::close);
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The view's classes and resources as a jar. */
    private static Path jar(Path jar) throws IOException, URISyntaxException {
        Path classes = Path.of(AppendedViewIT.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Path root = zip.getPath("/");
            copy(classes, classes.resolve("io/daybook/acceptance").resolve(VIEW), root);
            copy(classes.resolve("appended-view"), classes.resolve("appended-view"), root);
        }
        return jar;
    }

    private static void copy(Path base, Path folder, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = root.resolve(base.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void a_view_from_an_appended_jar_is_filled_listed_rebuilt_and_queried() {
        openAccount("EUR");
        openAccount("EUR");
        openAccount("JPY");
        Map<String, Long> opened = Map.of("EUR", 2L, "JPY", 1L);

        await().atMost(WAIT_MAX).untilAsserted(() -> assertThat(queried()).isEqualTo(opened));
        assertThat(listed()).hasValueSatisfying(view -> {
            assertThat(view.path("state").asString()).isEqualTo("RUNNING");
            assertThat(view.path("parked").asLong()).isZero();
        });

        Answer rebuilt = rebuilt();
        assertThat(rebuilt.text("state")).as(rebuilt.toString()).isEqualTo("SWAPPED");
        assertThat(rebuilt.body().path("comparison").path("equal").asBoolean()).isTrue();
        assertThat(queried()).isEqualTo(opened);

        assertThat(statusFor(Role.ANALYST)).isEqualTo(200);
        assertThat(statusFor(Role.TELLER)).isEqualTo(403);
    }

    private void openAccount(String currency) {
        Answer opened =
                client.post("http://localhost:%d/v1/accounts".formatted(ports.command()), """
                {"holder": {"name": "Somebody"}, "currency": "%s"}""".formatted(currency));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
    }

    private Map<String, Long> queried() {
        Answer answer = client.get(newAccounts());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body()
                .valueStream()
                .collect(Collectors.toMap(row -> row.path("currency").asString(), row -> row.path("accounts")
                        .asLong()));
    }

    private String newAccounts() {
        return "http://localhost:%d/v1/new-accounts".formatted(ports.query());
    }

    private int statusFor(Role role) {
        return client.withToken(TestServers.issuer().token(role))
                .get(newAccounts())
                .status();
    }

    private Optional<JsonNode> listed() {
        return client.get("http://localhost:%d/v1/views".formatted(ports.projector()))
                .body()
                .path("items")
                .valueStream()
                .filter(view -> view.path("name").asString().equals(VIEW))
                .findFirst();
    }

    private Answer rebuilt() {
        String path = "http://localhost:%d/v1/views/%s/rebuild".formatted(ports.projector(), VIEW);
        Answer begun = client.post(path, "{}");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        return await().atMost(WAIT_MAX)
                .until(() -> client.get(path), answer -> answer.body().has("endedAt"));
    }
}
