package io.daybook.localstack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A real Postgres server on the loopback address, as durable as one in production: fsync, synchronous_commit and
 * full_page_writes are on.
 */
public final class LocalPostgres implements PostgresServer {

    private static final Duration START_WAIT_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(20);

    private final EmbeddedPostgres server;
    private final Path dataFolder;
    private final boolean isTemporary;
    private final Optional<PostgresPasswords> passwords;

    private LocalPostgres(
            EmbeddedPostgres server, Path dataFolder, boolean isTemporary, Optional<PostgresPasswords> passwords) {
        this.server = server;
        this.dataFolder = dataFolder;
        this.isTemporary = isTemporary;
        this.passwords = passwords;
    }

    /** Starts a server on a free port whose data is gone when it stops. It believes whoever is on this machine. */
    public static LocalPostgres temporary() {
        return start(Folders.temporary("daybook-postgres-"), Ports.free(), true, Optional.empty());
    }

    /**
     * Starts a server on data that is kept, and believes whoever is on this machine. If a server still runs on it, left behind by a killed process, that is stopped
     * first, in an orderly way.
     */
    public static LocalPostgres on(Path dataFolder, int port) {
        return on(dataFolder, port, Optional.empty());
    }

    /**
     * The same, with a server that believes nobody without a password. The passwords are in a file beside the data; if that is
     * new, or the data came from elsewhere, the server gets them now.
     */
    public static LocalPostgres secured(Path dataFolder, int port) {
        var passwords = PostgresPasswords.in(passwordFile(dataFolder));
        var rules = new HostRules(dataFolder, passwords);
        if (!rules.areInForce()) {
            rules.open();
        }
        LocalPostgres server = on(dataFolder, port, Optional.of(passwords));
        if (!rules.areInForce()) {
            rules.close(server);
        }
        return server;
    }

    /** File with the passwords of a server on that data. */
    public static Path passwordFile(Path dataFolder) {
        return dataFolder.resolveSibling(dataFolder.getFileName() + ".pgpass");
    }

    private static LocalPostgres on(Path dataFolder, int port, Optional<PostgresPasswords> passwords) {
        stopLeftBehind(dataFolder);
        Path made = dataFolder.resolveSibling(dataFolder.getFileName() + ".made");
        if (!Files.exists(made)) {
            // A first start that was killed half way: nobody has ever been told that this server is there.
            Folders.delete(dataFolder);
        }
        LocalPostgres server = start(dataFolder, port, false, passwords);
        Folders.mark(made);
        return server;
    }

    private static LocalPostgres start(
            Path dataFolder, int port, boolean isTemporary, Optional<PostgresPasswords> passwords) {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(dataFolder)
                    .setCleanDataDirectory(isTemporary)
                    .setPort(port)
                    .setPGStartupWait(START_WAIT_MAX)
                    .setConnectConfig("password", password(passwords, PostgresPasswords.SUPERUSER))
                    // The owner stops the server in turn with what uses it.
                    .setRegisterShutdownHook(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "2GB")
                    .setServerConfig("jit", "off")
                    .start();
            return new LocalPostgres(server, dataFolder, isTemporary, passwords);
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres did not start on %s.".formatted(dataFolder), e);
        }
    }

    private static void stopLeftBehind(Path dataFolder) {
        postmaster(dataFolder).ifPresent(LocalPostgres::stopFast);
    }

    private static Optional<ProcessHandle> postmaster(Path dataFolder) {
        Path pidFile = dataFolder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(process -> process.info().command().orElse("").contains("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stopFast(ProcessHandle postmaster) {
        try {
            // SIGINT is Postgres' fast shutdown; ProcessHandle can only send SIGTERM, which waits for clients.
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .start()
                    .waitFor();
            postmaster.onExit().get(STOP_WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "A Postgres server left behind (pid %d) does not stop.".formatted(postmaster.pid()), e);
        }
    }

    /**
     * The number of the server's first process; all others are its children.
     *
     * @throws IllegalStateException if it does not run
     */
    public long pid() {
        return postmaster()
                .orElseThrow(() -> new IllegalStateException("No Postgres runs on %s.".formatted(dataFolder)))
                .pid();
    }

    /** Ends all of its processes at once, as a power failure would. A server can be started on its data again. */
    public void kill() {
        endProcesses();
        closeServer();
    }

    private void endProcesses() {
        postmaster().ifPresent(first -> {
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(first), first.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
        });
    }

    private Optional<ProcessHandle> postmaster() {
        return postmaster(dataFolder);
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
    }

    @Override
    public String superuser() {
        return PostgresPasswords.SUPERUSER;
    }

    @Override
    public String superuserPassword() {
        return password(PostgresPasswords.SUPERUSER);
    }

    @Override
    public String password(String role) {
        return password(passwords, role);
    }

    private static String password(Optional<PostgresPasswords> passwords, String role) {
        return passwords.map(known -> known.of(role)).orElse(role);
    }

    @Override
    public void close() {
        if (isTemporary) {
            // An orderly stop would first write hundreds of databases of tests to the disk, only to delete them.
            endProcesses();
        }
        closeServer();
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
