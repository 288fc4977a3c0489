package io.daybook.localstack;

/** A Postgres server, wherever it runs. */
public interface PostgresServer extends AutoCloseable {

    /** The JDBC URL of one of its databases. */
    String jdbcUrl(String database);

    /** The role that may do anything. */
    String superuser();

    /** That role's password. */
    String superuserPassword();

    /** The password of a role of the suite: its name, unless the server says otherwise. */
    default String password(String role) {
        return role;
    }

    @Override
    void close();
}
