package io.daybook.access;

import io.daybook.serviceweb.BackgroundLoop;
import io.daybook.serviceweb.DatabaseFault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Reads who is denied every two seconds. While the database is away, what was read last holds on, and grows old. */
final class DeniedCallersReload extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(DeniedCallersReload.class);

    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(1);

    /** Nobody who is denied comes in at the first moment; a database that is away holds the start up no longer. */
    private static final Duration START_WAIT_MAX = Duration.ofSeconds(1);

    private final DeniedCallerTable table;
    private final DeniedCallers denied;
    private volatile long readNanos;
    private boolean isFailing;

    DeniedCallersReload(DeniedCallerTable table, DeniedCallers denied, MeterRegistry metrics) {
        super("denied-callers", PAUSE, STOP_WAIT_MAX);
        this.table = table;
        this.denied = denied;
        this.readNanos = System.nanoTime();
        Gauge.builder("daybook.denied.callers.age", this::ageSeconds)
                .description("Time since the list of denied callers was read, or since the start if it never was")
                .baseUnit("seconds")
                .register(metrics);
    }

    private double ageSeconds() {
        return (System.nanoTime() - readNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    @Override
    protected void round() {
        long began = System.nanoTime();
        try {
            denied.replace(table.all());
            readNanos = began;
            isFailing = false;
        } catch (DataAccessException e) {
            if (!isFailing) {
                LOG.atWarn()
                        .log(
                                "Who is denied cannot be read at the moment; what was read last holds on: {}",
                                DatabaseFault.summary(e));
            }
            isFailing = true;
        }
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
