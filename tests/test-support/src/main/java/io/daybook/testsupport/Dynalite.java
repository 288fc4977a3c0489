package io.daybook.testsupport;

import io.daybook.localstack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Dynalite, a Node server that speaks DynamoDB's protocol and keeps everything in memory. Daybook does not need it: it is
 * installed separately, and {@code DAYBOOK_DYNALITE} names its folder.
 */
public final class Dynalite implements AutoCloseable {

    private static final String PLACE = "DAYBOOK_DYNALITE";
    private static final long START_SECONDS_MAX = 30;
    private static final long PROBE_PAUSE_MILLIS = 50;

    /** Ends the server when the pipe from this process closes, however that ended. */
    private static final String WITH_PARENT = """
            process.stdin.on('end', () => process.exit()).resume(); require(process.argv[1])
            """;

    private final int port;
    private Process process;

    private Dynalite(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Its file {@code cli.js}; empty if it is not installed. */
    public static Optional<Path> place() {
        return Optional.ofNullable(System.getProperty("daybook.dynalite", System.getenv(PLACE)))
                .filter(place -> !place.isBlank())
                .map(place ->
                        Path.of(place, "node_modules", "dynalite", "cli.js").toAbsolutePath())
                .filter(Files::exists);
    }

    /** Says whether it is installed, as {@link OptionalTools} says it. */
    public static boolean isInstalled() {
        return OptionalTools.isThere(place().isPresent(), Dynalite::howToInstall);
    }

    /** Instruction for a machine on which {@link #place()} finds nothing. */
    public static String howToInstall() {
        return "Dynalite is not installed. To test against it: npm install --no-save --no-package-lock --prefix FOLDER "
                + "dynalite@4.0.0, and set %s=FOLDER.".formatted(PLACE);
    }

    /**
     * Starts a server with nothing in it, on a free port of the loopback address.
     *
     * @throws IllegalStateException if it is not installed, or does not start
     */
    public static Dynalite start() {
        int port = Ports.free();
        return new Dynalite(port, started(port));
    }

    private static Process started(int port) {
        Path cli = place().orElseThrow(() -> new IllegalStateException(howToInstall()));
        List<String> command = List.of(
                "node",
                "-e",
                WITH_PARENT,
                cli.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--createTableMs",
                "0",
                "--deleteTableMs",
                "0");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            awaitListening(process, port);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitListening(Process process, int port) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
        while (!isListening(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("Dynalite did not start.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PROBE_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Endpoint for clients. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it again on the same port, after {@link #close}, with nothing in it. */
    public void restart() {
        process = started(port);
    }

    /** Stops it; all that it held is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
