package io.daybook.localstack;

import io.daybook.localstack.Suite.ServicePorts;
import io.daybook.samplebank.SampleBank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Runs the whole suite on this machine until it is told to stop: embedded Postgres and Kafka, the services, and data that is
 * kept between runs. Started by the script {@code demo}.
 */
public final class Demo {

    private static final int EXIT_FAILED = 1;
    private static final String DYNAMODB = "--dynamodb=";

    private final Path home;
    private final Path data;
    private final ServicePorts ports;
    private final Optional<URI> dynamoDb;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private Demo(Path home, Path data, ServicePorts ports, Optional<URI> dynamoDb) {
        this.home = home;
        this.data = data;
        this.ports = ports;
        this.dynamoDb = dynamoDb;
    }

    /**
     * Arguments: the checkout, the data folder, {@code --fresh} to begin anew, and {@code --dynamodb=} with the endpoint of a
     * DynamoDB that runs already, to keep account summaries there, and {@code --sample} to load the sample bank.
     */
    public static void main(String[] args) throws InterruptedException {
        Path data = Folders.created(Path.of(args[1]).toAbsolutePath());
        System.setProperty("logback.configurationFile", "demo-logback.xml");
        System.setProperty(
                "daybook.log.file",
                Folders.created(data.resolve("logs")).resolve("demo.log").toString());
        var ports = new ServicePorts(
                port("COMMAND_PORT", 8081),
                port("QUERY_PORT", 8082),
                port("PROJECTOR_PORT", 8083),
                OptionalInt.of(port("CONSOLE_PORT", 8080)));
        var demo = new Demo(Path.of(args[0]), data, ports, dynamoDb(args));
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stop, "stop"));
        try {
            demo.start(List.of(args).contains("--fresh"), List.of(args).contains("--sample"));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_FAILED);
        }
        new CountDownLatch(1).await();
    }

    private void start(boolean isFresh, boolean withSample) {
        checkPorts();
        FileLock lock = lock();
        started.push(lock);
        if (isFresh) {
            Folders.delete(data.resolve("postgres"));
            Folders.delete(data.resolve("kafka"));
            Folders.delete(data.resolve("imports"));
            Folders.delete(data.resolve("documents"));
            Folders.delete(data.resolve("keys"));
        }
        System.out.println("Starting Postgres and Kafka on " + data + " …");
        CompletableFuture<LocalPostgres> postgres = CompletableFuture.supplyAsync(
                () -> startedOne(LocalPostgres.secured(data.resolve("postgres"), Ports.free())));
        LocalKafka kafka = startedOne(LocalKafka.on(data.resolve("kafka"), Ports.free()));
        LocalPostgres database = postgres.join();
        System.out.println("Starting the services …");
        startedOne(Suite.start(home, data, database, kafka, ports, dynamoDb));
        if (withSample) {
            System.out.println("Loading the sample bank …");
            new SampleBank(local(ports.command()), local(ports.query()), data.resolve("tokens"))
                    .load(LocalDate.now(Clock.systemUTC()));
        }
        System.out.println(welcome(database, kafka));
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port);
    }

    private int consolePort() {
        return ports.console().orElseThrow();
    }

    private void checkPorts() {
        for (int port : List.of(ports.command(), ports.query(), ports.projector(), consolePort())) {
            if (!Ports.isFree(port)) {
                throw new IllegalStateException(
                        "Port %d is in use. Choose others with COMMAND_PORT, QUERY_PORT, PROJECTOR_PORT and CONSOLE_PORT."
                                .formatted(port));
            }
        }
    }

    private FileLock lock() {
        try {
            FileChannel channel =
                    FileChannel.open(data.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IllegalStateException(
                        "Another demo runs on %s. Stop it, or choose another folder with --data.".formatted(data));
            }
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <S extends AutoCloseable> S startedOne(S server) {
        synchronized (started) {
            started.push(server);
        }
        return server;
    }

    private void stop() {
        synchronized (started) {
            while (!started.isEmpty()) {
                close(started.pop());
            }
        }
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("Something did not stop cleanly: " + e.getMessage());
        }
    }

    private static Optional<URI> dynamoDb(String[] args) {
        return Arrays.stream(args)
                .filter(argument -> argument.startsWith(DYNAMODB))
                .map(argument -> URI.create(argument.substring(DYNAMODB.length())))
                .findFirst();
    }

    private static int port(String variable, int otherwise) {
        @Nullable String value = System.getenv(variable);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private String welcome(LocalPostgres postgres, LocalKafka kafka) {
        return """

                Console    http://localhost:%8$d
                Commands   http://localhost:%1$d
                Queries    http://localhost:%2$d
                Operators  http://localhost:%3$d/v1/views
                Postgres   %4$s   (user postgres; PGPASSFILE=%9$s)
                Kafka      %5$s
                Logs       %6$s

                Tokens     %7$s   (teller.jwt, teller2.jwt, customer.jwt, auditor.jwt, analyst.jwt, operator.jwt)

                Open an account, as a teller:

                  teller="Authorization: Bearer $(cat %7$s/teller.jwt)"
                  curl -s localhost:%1$d/v1/accounts -H "$teller" -H 'Content-Type: application/json' \\
                    -d '{"accountId": "00000000-0000-4000-8000-000000000001", "holder": {"name": "Ada Lovelace"}, "currency": "EUR"}'

                Pay in, and ask for the balance:

                  curl -s localhost:%1$d/v1/accounts/00000000-0000-4000-8000-000000000001/deposits \\
                    -H "$teller" -H 'Content-Type: application/json' -d '{"amount": "100.00", "reason": "first salary"}'
                  curl -s localhost:%2$d/v1/accounts/00000000-0000-4000-8000-000000000001?atLeastVersion=2 -H "$teller"

                Daybook is ready. Ctrl-C stops it; the data is kept.""".formatted(
                        ports.command(),
                        ports.query(),
                        ports.projector(),
                        postgres.jdbcUrl("postgres").substring("jdbc:".length()),
                        kafka.bootstrapServers(),
                        data.resolve("logs"),
                        data.resolve("tokens"),
                        consolePort(),
                        LocalPostgres.passwordFile(data.resolve("postgres")));
    }
}
