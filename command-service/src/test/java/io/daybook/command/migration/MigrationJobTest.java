package io.daybook.command.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.command.CommandService;
import io.daybook.command.CommandServiceApplication;
import io.daybook.localstack.Databases;
import io.daybook.testsupport.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tables are made by a job that knows their owners; services wait for it. */
class MigrationJobTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    private final String log = TestServers.freshDatabase(Databases.LOG_OWNER);
    private final String keys = TestServers.freshDatabase(Databases.KEYS_OWNER);
    private final String reads = TestServers.freshDatabase(Databases.READS_OWNER);

    private void migrate() {
        CommandServiceApplication.main(new String[] {
            "--daybook.migrate-only",
            "--spring.datasource.url=" + log,
            "--daybook.personal-data.store.url=" + keys,
            "--daybook.operations.url=" + reads,
            "--daybook.migration.log.password=" + Databases.LOG_OWNER,
            "--daybook.migration.keys.password=" + Databases.KEYS_OWNER,
            "--daybook.migration.reads.password=" + Databases.READS_OWNER
        });
    }

    private CommandService startService() {
        return CommandService.on(
                log,
                "daybook.relay.enabled=false",
                "daybook.personal-data.store.url=" + keys,
                "daybook.operations.url=" + reads);
    }

    @Test
    void a_service_that_is_started_first_waits_for_the_job_and_is_ready_after_it() throws Exception {
        CompletableFuture<CommandService> start = CompletableFuture.supplyAsync(this::startService);
        await().atMost(WAIT_MAX).until(this::isConnectedToTheLog);
        assertThat(start).isNotDone();

        migrate();

        try (CommandService service = start.get()) {
            await().atMost(WAIT_MAX)
                    .until(() -> service.get("/actuator/health/readiness").status() == 200);
            assertThat(service.anAccount()).isNotNull();
            assertThat(service.get("/v1/denied-callers").status()).isEqualTo(200);
            // Once more changes nothing, and holds nobody up.
            migrate();
        }
    }

    private boolean isConnectedToTheLog() throws SQLException {
        String database = log.substring(log.lastIndexOf('/') + 1);
        try (Connection connection = DriverManager.getConnection(
                        TestServers.postgres().jdbcUrl("postgres"),
                        TestServers.postgres().superuser(),
                        TestServers.postgres().superuserPassword());
                Statement statement = connection.createStatement();
                ResultSet sessions = statement.executeQuery("""
                        select 1
                        from   pg_stat_activity
                        where  datname = '%s'
                        and    application_name = 'daybook-command'
                        """.formatted(database))) {
            return sessions.next();
        }
    }

    @Test
    void a_service_whose_log_is_ready_but_not_the_keys_is_not_ready_and_says_what_to_do() {
        try (CommandService service = CommandService.on(
                CommandService.freshLog(), "daybook.relay.enabled=false", "daybook.personal-data.store.url=" + keys)) {
            var readiness = service.get("/actuator/health/readiness");

            assertThat(readiness.status()).isEqualTo(503);
        }
    }

    @Test
    void the_job_fails_where_a_migration_does() {
        assertThatThrownBy(() -> CommandServiceApplication.main(new String[] {
                    "--daybook.migrate-only",
                    "--spring.datasource.url=" + log,
                    "--daybook.migration.log.password=" + Databases.LOG_OWNER,
                    "--daybook.migration.log.runtime-role=nobody"
                }))
                .hasStackTraceContaining("role \"nobody\" does not exist");
    }
}
