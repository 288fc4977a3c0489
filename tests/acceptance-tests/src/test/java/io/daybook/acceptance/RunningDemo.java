package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.AotCacheBuilder;
import io.daybook.localstack.LocalPostgres;
import io.daybook.localstack.Ports;
import io.daybook.localstack.PostgresPasswords;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import io.daybook.testsupport.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The suite as a user starts it: the script {@code demo}, as built before, on free ports. */
final class RunningDemo implements AutoCloseable {

    static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

    private static final Pattern DATABASE = Pattern.compile("postgresql://[0-9.:]+");
    private static final long READY_WAIT_MAX_SECONDS = 300;
    private static final long STOP_WAIT_MAX_SECONDS = 10;

    private final Process process;
    private final Path data;
    private final StringBuilder output = new StringBuilder();
    private final CountDownLatch readyOrEnded = new CountDownLatch(1);
    private volatile boolean isReady;
    private final int commandPort;
    private final int queryPort;
    private final int projectorPort;
    private final int consolePort;

    private RunningDemo(
            Process process, Path data, int commandPort, int queryPort, int projectorPort, int consolePort) {
        this.process = process;
        this.data = data;
        this.commandPort = commandPort;
        this.queryPort = queryPort;
        this.projectorPort = projectorPort;
        this.consolePort = consolePort;
    }

    /** Starts the suite on that data and waits until it says that it is ready. */
    static RunningDemo on(Path data, String... options) {
        return on(data, Map.of(), options);
    }

    /** The same with more variables in the environment, which reaches the services. */
    static RunningDemo on(Path data, Map<String, String> environment, String... options) {
        AotCacheBuilder.prepare(CHECKOUT);
        TestServers.issuer().copyTo(data.resolve("issuer"));
        int command = Ports.free();
        int query = Ports.free();
        int projector = Ports.free();
        int console = Ports.free();
        List<String> script = new ArrayList<>(List.of("./demo", "--data", data.toString()));
        script.addAll(List.of(options));
        var builder = new ProcessBuilder(script).directory(CHECKOUT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "DAYBOOK_BUILD", "never",
                        "COMMAND_PORT", Integer.toString(command),
                        "QUERY_PORT", Integer.toString(query),
                        "PROJECTOR_PORT", Integer.toString(projector),
                        "CONSOLE_PORT", Integer.toString(console)));
        try {
            var demo = new RunningDemo(builder.start(), data, command, query, projector, console);
            demo.awaitReady();
            return demo;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String commands() {
        return "http://localhost:" + commandPort;
    }

    String queries() {
        return "http://localhost:" + queryPort;
    }

    String operators() {
        return "http://localhost:" + projectorPort;
    }

    String console() {
        return "http://localhost:" + consolePort;
    }

    /** The JDBC address of a database of its Postgres server. */
    String databaseUrl(String database) {
        Matcher address = DATABASE.matcher(output);
        if (!address.find()) {
            throw new IllegalStateException("The demo does not say where Postgres is:\n" + output);
        }
        return "jdbc:%s/%s".formatted(address.group(), database);
    }

    /** The password of the superuser of its Postgres server. */
    String databasePassword() {
        return PostgresPasswords.in(LocalPostgres.passwordFile(data.resolve("postgres")))
                .of("postgres");
    }

    /**
     * Has a second person agree to what waits for one, if it does.
     *
     * @param answer the answer to a command or an upload
     * @return the answer to what was done in the end
     */
    Answer agree(Answer answer) {
        if (!answer.body().has("approvalId")) {
            return answer;
        }
        try (var second = new TestClient("somebody-else")) {
            Answer agreed =
                    second.post("%s/v1/approvals/%s/approve".formatted(commands(), answer.text("approvalId")), "{}");
            assertThat(agreed.status()).as(agreed.toString()).isEqualTo(201);
            return agreed;
        }
    }

    /** Opens an account in euros, from today on. */
    UUID openAccount(TestClient client) {
        return openAccount(client, LocalDate.now(ZoneOffset.UTC));
    }

    /** Opens an account in euros, from that day on. */
    UUID openAccount(TestClient client, LocalDate firstDay) {
        Answer opened = client.post(commands() + "/v1/accounts", """
                {"holder": {"name": "Somebody"}, "currency": "EUR", "effectiveDate": "%s"}""".formatted(firstDay));
        return UUID.fromString(opened.text("accountId"));
    }

    /** The balance of an account, at that version or a later one. */
    BigDecimal balance(TestClient client, UUID account, long atLeastVersion) {
        Answer answer = client.get("%s/v1/accounts/%s?atLeastVersion=%d".formatted(queries(), account, atLeastVersion));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return new BigDecimal(answer.text("balance"));
    }

    /** A text in which the default ports and the default folder stand, with this suite's instead. */
    String asStarted(String text) {
        return text.replace(".daybook/", data + "/")
                .replace("localhost:8081", "localhost:" + commandPort)
                .replace("localhost:8082", "localhost:" + queryPort)
                .replace("localhost:8083", "localhost:" + projectorPort)
                .replace("localhost:8080", "localhost:" + consolePort);
    }

    /** Ends the demo's own process at once, as a crash of the machine's user session would. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends everything at once, servers and services, as a power failure would. */
    void killEverything() {
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        kill();
        children.forEach(child -> child.onExit().join());
    }

    /** Ends the demo as Ctrl-C does, and fails if that takes longer than promised. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_WAIT_MAX_SECONDS, TimeUnit.SECONDS)) {
                kill();
                throw new IllegalStateException("The demo did not stop within 10 s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(child -> child.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    }

    private void awaitReady() {
        Thread.ofVirtual().start(this::readOutput);
        try {
            if (!readyOrEnded.await(READY_WAIT_MAX_SECONDS, TimeUnit.SECONDS) || !isReady) {
                killEverything();
                throw new IllegalStateException("The demo is not ready:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                output.append(line).append('\n');
                if (line.startsWith("Daybook is ready")) {
                    isReady = true;
                    readyOrEnded.countDown();
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            output.append(e);
        } finally {
            readyOrEnded.countDown();
        }
    }
}
