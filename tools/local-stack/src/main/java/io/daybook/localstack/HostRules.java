package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Rules of a Postgres server on this machine by which it believes who connects ({@code pg_hba.conf}). They name the passwords that
 * they were written with, so that data which came from elsewhere is noticed.
 */
final class HostRules {

    private static final String OPEN = """
            host all all 127.0.0.1/32 trust
            """;

    private final Path file;
    private final PostgresPasswords passwords;

    /** Rules of a server on that data. */
    HostRules(Path dataFolder, PostgresPasswords passwords) {
        this.file = dataFolder.resolve("pg_hba.conf");
        this.passwords = passwords;
    }

    /** Tells whether the server believes nobody without one of these passwords. */
    boolean areInForce() {
        try {
            return Files.exists(file) && Files.readString(file).equals(closed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String closed() {
        return """
                # Written by Daybook for the passwords %s.
                local all         all              scram-sha-256
                host  all         all 127.0.0.1/32 scram-sha-256
                local replication all              scram-sha-256
                host  replication all 127.0.0.1/32 scram-sha-256
                """.formatted(passwords.fingerprint());
    }

    /** Lets in who is on this machine, until the superuser has its password; a new server does so anyway. */
    void open() {
        if (Files.exists(file)) {
            write(OPEN);
        }
    }

    /** Gives the superuser its password, and lets in nobody without one any more. */
    void close(PostgresServer server) {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl("postgres"), server.superuser(), server.superuserPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("alter role %s password '%s'".formatted(server.superuser(), server.superuserPassword()));
            write(closed());
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException("Postgres could not be given its passwords.", e);
        }
    }

    private void write(String rules) {
        try {
            Files.writeString(file, rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
