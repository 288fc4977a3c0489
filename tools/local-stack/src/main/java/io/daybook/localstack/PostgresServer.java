package io.daybook.localstack;

/** A Postgres server, wherever it runs. */
public interface PostgresServer extends AutoCloseable {

    /** The JDBC URL of one of its databases. */
    String jdbcUrl(String database);

    /** The role that may do anything. */
    String superuser();

    /** That role's password. */
    String superuserPassword();

    @Override
    void close();
}
