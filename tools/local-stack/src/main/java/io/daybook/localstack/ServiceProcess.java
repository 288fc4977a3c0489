package io.daybook.localstack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service of the suite in a process of its own, started from its jar. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(8);
    private static final Duration TRAINED_STOP_WAIT_MAX = Duration.ofMinutes(2);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final long PROBE_PAUSE_MILLIS = 100;
    private static final int LAST_BYTES = 4_000;

    private final String name;
    private final int port;
    private final Process process;
    private final Path logFile;

    private ServiceProcess(String name, int port, Process process, Path logFile) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.logFile = logFile;
    }

    /**
     * Starts a service; it is not ready yet.
     *
     * @param name its name, for messages
     * @param home its checkout's folder, in which it was built
     * @param port port on which it is to listen, on the loopback address
     * @param environment its configuration
     * @param logFile file to which its output is appended
     * @param appended jars that stand on its class path after its own
     */
    public static ServiceProcess start(
            String name, Path home, int port, Map<String, String> environment, Path logFile, List<Path> appended) {
        UnpackedJar jar = UnpackedJar.of(name, home);
        return start(jar, jar.runtimeOptions(), port, environment, logFile, appended);
    }

    /** Starts a service whose JVM makes its cache when it ends; {@link #closeTrained} waits for that. */
    static ServiceProcess train(UnpackedJar jar, int port, Map<String, String> environment, Path logFile) {
        return start(jar, jar.trainingOptions(), port, environment, logFile, List.of());
    }

    private static ServiceProcess start(
            UnpackedJar jar,
            List<String> options,
            int port,
            Map<String, String> environment,
            Path logFile,
            List<Path> appended) {
        var builder = new ProcessBuilder(jar.command(options, appended))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
        try {
            return new ServiceProcess(jar.service(), port, builder.start(), logFile);
        } catch (IOException e) {
            throw new UncheckedIOException("%s did not start.".formatted(jar.service()), e);
        }
    }

    /** Id of its process. */
    public long pid() {
        return process.pid();
    }

    /** Base URL of the service. */
    public String baseUrl() {
        return "http://localhost:" + port;
    }

    /**
     * Waits until the service says that it is ready.
     *
     * @throws IllegalStateException if it ended instead, or is not ready in time; the message names its log
     */
    public void awaitReady(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build()) {
            while (!isReady(http)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("%s ended with %d; its last lines in %s:%n%s"
                            .formatted(name, process.exitValue(), logFile, lastLines()));
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "%s is not ready after %d s; see %s.".formatted(name, atMost.toSeconds(), logFile));
                }
                TimeUnit.MILLISECONDS.sleep(PROBE_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String lastLines() {
        try (RandomAccessFile log = new RandomAccessFile(logFile.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - LAST_BYTES));
            var last = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(last);
            return new String(last, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        var probe = HttpRequest.newBuilder(URI.create(baseUrl() + "/actuator/health/readiness"))
                .timeout(PROBE_TIMEOUT)
                .build();
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the process at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks the service to end, and waits until it has. */
    @Override
    public void close() {
        close(STOP_WAIT_MAX);
    }

    /** The same for one that makes its cache before it ends. */
    void closeTrained() {
        close(TRAINED_STOP_WAIT_MAX);
    }

    private void close(Duration waitMax) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(waitMax.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
