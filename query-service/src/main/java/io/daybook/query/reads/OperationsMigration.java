package io.daybook.query.reads;

import io.daybook.query.database.DatabasesProperties;
import io.daybook.serviceweb.BackgroundLoop;
import io.daybook.serviceweb.DatabaseFault;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the tables of administrative acts as soon as their database is there; the other services wait for them. */
final class OperationsMigration extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsMigration.class);

    private static final String SCHEMA = "operations";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(5);

    private final DatabasesProperties.ViewDatabase database;
    private final ReadAuditProperties.Owner owner;
    private boolean isMade;
    private boolean isFailing;

    OperationsMigration(DatabasesProperties databases, ReadAuditProperties properties) {
        super("operations-migration", PAUSE, STOP_WAIT_MAX);
        this.database = databases.of(ReadAuditStore.NAME);
        this.owner = properties.owner();
    }

    @Override
    protected void round() {
        if (isMade) {
            return;
        }
        try {
            migrate();
            isMade = true;
        } catch (FlywayException e) {
            if (!isFailing) {
                LOG.atWarn()
                        .log(
                                "The tables of administrative acts cannot be made at the moment; it is tried again: {}",
                                DatabaseFault.summary(e));
            }
            isFailing = true;
        }
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(database.url(), owner.username(), owner.password())
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .locations("classpath:db/operations")
                .placeholders(Map.of("runtimeRole", database.username()))
                .load()
                .migrate();
    }
}
