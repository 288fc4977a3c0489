package io.daybook.access.database;

import io.daybook.serviceweb.BackgroundLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/**
 * Keeps a service from being ready while tables that it needs are older than its release, and says which. A database that does
 * not answer keeps nobody: what needs it waits for it.
 */
public final class SchemaWatch extends BackgroundLoop implements HealthIndicator {

    /** Advice for tables that are missing. */
    public static final String ADVICE =
            "run the migration job of this release (command-service --daybook.migrate-only)";

    private static final Logger LOG = LoggerFactory.getLogger(SchemaWatch.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Sleep of a loop that has nothing left to do until it is stopped. */
    private static final Duration REST = Duration.ofDays(1);

    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(1);

    /** A service that lacks tables is never ready; a database that is away holds the start up no longer. */
    private static final Duration START_WAIT_MAX = Duration.ofSeconds(1);

    private final List<RequiredSchema> unseen;
    private volatile TreeMap<String, Set<String>> missing = new TreeMap<>();

    /** A watch over these tables, until all of them were seen to be as needed. */
    public SchemaWatch(List<RequiredSchema> schemas) {
        super("schema-watch", PAUSE, STOP_WAIT_MAX);
        this.unseen = new ArrayList<>(schemas);
    }

    @Override
    protected void round() throws InterruptedException {
        if (unseen.isEmpty()) {
            pause(REST);
        } else {
            look();
        }
    }

    private void look() {
        var found = new TreeMap<String, Set<String>>();
        for (RequiredSchema schema : List.copyOf(unseen)) {
            try {
                Set<String> lacking = schema.missing();
                if (lacking.isEmpty()) {
                    unseen.remove(schema);
                } else {
                    found.computeIfAbsent(schema.database(), database -> new TreeSet<>())
                            .addAll(lacking);
                }
            } catch (DataAccessException e) {
                LOG.atDebug().setCause(e).log("Tables could not be looked at.");
            }
        }
        if (!found.isEmpty() && !found.equals(missing)) {
            LOG.atWarn()
                    .addKeyValue("missing", found)
                    .log(
                            "Tables are missing or older than this release: {}. Until then this service is not ready.",
                            ADVICE);
        }
        missing = found;
    }

    @Override
    public Health health() {
        TreeMap<String, Set<String>> lacking = missing;
        return lacking.isEmpty()
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("missing", lacking)
                        .withDetail("advice", ADVICE)
                        .build();
    }

    @Override
    public void start() {
        super.start();
        awaitFirstRound(START_WAIT_MAX);
    }

    /** Before the web server starts. */
    @Override
    public int getPhase() {
        return 0;
    }
}
