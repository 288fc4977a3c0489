package io.daybook.command.log;

import io.daybook.access.database.RequiredSchema;
import io.daybook.access.database.SchemaWatch;
import io.daybook.serviceweb.DatabaseFault;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Holds the start up until the log's tables are as this release needs them, before anything uses them. The service does not own
 * them, so it migrates nothing: it waits for its database, and for the migration job.
 */
@Component
class LogSchemaGate implements FlywayMigrationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(LogSchemaGate.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource dataSource;

    LogSchemaGate(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Comes in the place of Flyway's own start, which needs the owner of the tables. */
    @Override
    public void migrate(Flyway flyway) {
        var schema = RequiredSchema.ofLog(dataSource);
        String told = "";
        String lacking = lacking(schema);
        while (!lacking.isEmpty()) {
            if (!lacking.equals(told)) {
                LOG.atWarn().log("The start waits: {}", lacking);
                told = lacking;
            }
            pause();
            lacking = lacking(schema);
        }
    }

    /** Sentence about what the start waits for; empty if it need not wait. */
    private static String lacking(RequiredSchema schema) {
        try {
            Set<String> missing = schema.missing();
            return missing.isEmpty()
                    ? ""
                    : "the log's tables lack the migrations %s; %s.".formatted(missing, SchemaWatch.ADVICE);
        } catch (DataAccessException e) {
            if (!DatabaseFault.passes(e)) {
                throw e;
            }
            return "the log's tables could not be looked at: %s.".formatted(DatabaseFault.summary(e));
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start was interrupted.", e);
        }
    }
}
