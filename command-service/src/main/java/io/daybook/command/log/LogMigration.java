package io.daybook.command.log;

import io.daybook.serviceweb.DatabaseFault;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Brings the log's tables to their present form before anything uses them. Flyway waits for a database that is not there yet;
 * this begins again when it goes away meanwhile, which is safe, as every migration is a transaction.
 */
@Component
class LogMigration implements FlywayMigrationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(LogMigration.class);

    private static final int RETRIES_MAX = 60;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Override
    public void migrate(Flyway flyway) {
        migrate(flyway::migrate, PAUSE);
    }

    /**
     * Migrates.
     *
     * @param migration does it, or fails
     * @param pause the time from a failure to the next attempt
     * @throws FlywayException if it fails for a reason that does not pass, or goes on failing
     */
    static void migrate(Runnable migration, Duration pause) {
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
            LOG.atWarn()
                    .addKeyValue("fault", DatabaseFault.summary(e))
                    .log("The log's tables could not be looked through.");
            throw e;
        }
    }
}
