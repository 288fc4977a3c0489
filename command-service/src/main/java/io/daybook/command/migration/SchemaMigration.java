package io.daybook.command.migration;

import io.daybook.serviceweb.DatabaseFault;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Brings the tables of one schema to their present form. Flyway waits for a database that is not there yet; this begins again
 * when it goes away meanwhile, which is safe, as every migration is a transaction.
 */
final class SchemaMigration {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    private static final int CONNECT_RETRIES_MAX = 60;
    private static final int CONNECT_PAUSE_SECONDS = 2;
    private static final int RETRIES_MAX = 60;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private SchemaMigration() {}

    /**
     * Migrates.
     *
     * @param schema the schema
     * @param migrations the folder of its migrations
     * @throws FlywayException if it fails for a reason that does not pass, or goes on failing
     */
    static void run(String schema, String migrations, MigrationProperties.Owned database) {
        Flyway flyway = Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/" + migrations)
                .placeholders(Map.of("runtimeRole", database.runtimeRole()))
                .connectRetries(CONNECT_RETRIES_MAX)
                .connectRetriesInterval(CONNECT_PAUSE_SECONDS)
                .load();
        retry(
                () -> {
                    MigrateResult result = flyway.migrate();
                    LOG.atInfo()
                            .addKeyValue("schema", migrations)
                            .addKeyValue("migrations", result.migrationsExecuted)
                            .log("The tables are as this release needs them.");
                },
                PAUSE);
    }

    /**
     * Does something, again if it fails for a reason that passes.
     *
     * @param pause the time from a failure to the next attempt
     */
    static void retry(Runnable migration, Duration pause) {
        RetryPolicy policy = RetryPolicy.builder()
                .maxRetries(RETRIES_MAX)
                .delay(pause)
                .predicate(DatabaseFault::passes)
                .build();
        try {
            new RetryTemplate(policy).execute(() -> {
                attempt(migration);
                return true;
            });
        } catch (RetryException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private static void attempt(Runnable migration) {
        try {
            migration.run();
        } catch (FlywayException e) {
            LOG.atWarn().addKeyValue("fault", DatabaseFault.summary(e)).log("The tables could not be migrated.");
            throw e;
        }
    }
}
