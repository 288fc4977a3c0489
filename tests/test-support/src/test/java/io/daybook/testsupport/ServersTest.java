package io.daybook.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.localstack.Databases;
import io.daybook.localstack.KafkaBroker;
import io.daybook.localstack.LocalKafka;
import io.daybook.localstack.LocalPostgres;
import io.daybook.localstack.Ports;
import io.daybook.localstack.PostgresServer;
import io.daybook.localstack.ViewCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServersTest {

    private static final ViewCatalogue CATALOGUE = ViewCatalogue.of(Path.of("../.."));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void the_servers_that_tests_share_are_as_durable_as_in_production(String setting) throws SQLException {
        assertThat(query(TestServers.postgres(), "show " + setting)).isEqualTo("on");
    }

    @Test
    void postgres_keeps_its_data_and_the_databases_are_made_only_once() throws SQLException {
        Path data = folder.resolve("postgres");
        try (LocalPostgres first = LocalPostgres.on(data, Ports.free())) {
            new Databases(first).createAll(CATALOGUE);
            query(first, "select set_config('a.b', 'c', false)");
        }

        try (LocalPostgres second = LocalPostgres.on(data, Ports.free())) {
            new Databases(second).createAll(CATALOGUE);
            String databases = query(second, """
                    select string_agg(datname, ' ' order by datname)
                    from pg_database
                    where datname like 'daybook%'
                    """);
            assertThat(databases)
                    .isEqualTo(
                            "daybook_audit daybook_balances daybook_catalogue daybook_keys daybook_log daybook_reads daybook_reporting daybook_webhooks");
            assertThat(query(second, "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void a_demos_postgres_believes_nobody_without_a_password_also_on_data_of_before() throws SQLException, IOException {
        Path data = folder.resolve("secured");
        try (LocalPostgres trusting = LocalPostgres.on(data, Ports.free())) {
            new Databases(trusting).createRoles();
        }

        try (LocalPostgres closed = LocalPostgres.secured(data, Ports.free())) {
            new Databases(closed).createRoles();
            assertClosed(closed);
        }
        assertThat(Files.getPosixFilePermissions(LocalPostgres.passwordFile(data)))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

        try (LocalPostgres again = LocalPostgres.secured(data, Ports.free())) {
            assertClosed(again);
        }

        Files.delete(LocalPostgres.passwordFile(data));
        try (LocalPostgres withNewPasswords = LocalPostgres.secured(data, Ports.free())) {
            new Databases(withNewPasswords).createRoles();
            assertClosed(withNewPasswords);
        }
    }

    private static void assertClosed(LocalPostgres server) throws SQLException {
        String url = server.jdbcUrl("template1");
        try (Connection connection = DriverManager.getConnection(url, server.superuser(), server.superuserPassword())) {
            assertThat(connection.isValid(1)).isTrue();
        }
        for (String role : List.of("postgres", Databases.LOG_OWNER)) {
            assertThatThrownBy(() -> DriverManager.getConnection(url, role, role))
                    .hasMessageContaining("password authentication failed");
        }
        // The password is right: what is missing is the right to this database.
        assertThatThrownBy(() ->
                        DriverManager.getConnection(url, Databases.LOG_OWNER, server.password(Databases.LOG_OWNER)))
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void kafka_keeps_its_topics() throws Exception {
        Path data = folder.resolve("kafka");
        try (LocalKafka first = LocalKafka.on(data, Ports.free());
                Admin admin = admin(first)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }

        try (LocalKafka second = LocalKafka.on(data, Ports.free());
                Admin admin = admin(second)) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    private static Admin admin(KafkaBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl("postgres"), server.superuser(), server.superuserPassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
