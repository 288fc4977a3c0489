package io.daybook.testsupport;

import io.daybook.localstack.PostgresServer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A Postgres server in a container, durable settings on. */
final class ContainerPostgres implements PostgresServer {

    private static final String IMAGE = "postgres:18";

    private final PostgreSQLContainer container;

    private ContainerPostgres(PostgreSQLContainer container) {
        this.container = container;
    }

    static ContainerPostgres start() {
        // Testcontainers turns fsync off unless the command is given.
        var container =
                new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "fsync=on", "-c", "max_connections=200");
        container.start();
        return new ContainerPostgres(container);
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s"
                .formatted(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), database);
    }

    @Override
    public String superuser() {
        return container.getUsername();
    }

    @Override
    public String superuserPassword() {
        return container.getPassword();
    }

    @Override
    public void close() {
        container.stop();
    }
}
