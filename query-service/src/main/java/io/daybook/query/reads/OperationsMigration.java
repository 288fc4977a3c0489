package io.daybook.query.reads;

import io.daybook.query.database.DatabasesProperties;
import io.daybook.serviceweb.BackgroundLoop;
import io.daybook.serviceweb.DatabaseFault;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the tables of administrative acts as soon as their database is there; the other services wait for them. */
final class OperationsMigration extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsMigration.class);

    private static final String SCHEMA = "operations";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Sleep of a loop that has nothing left to do until it is stopped. */
    private static final Duration REST = Duration.ofDays(1);

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
    protected void round() throws InterruptedException {
        if (isMade) {
            pause(REST);
            return;
        }
        try {
            ReadsTables.make(SCHEMA, database, owner);
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
}
