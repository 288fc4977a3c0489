package io.daybook.command.imports;

import io.daybook.command.log.CommandQueueFullException;
import io.daybook.command.log.EventLogUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.transaction.TransactionException;

/**
 * Tries again, in growing intervals, what failed because the log is busy or cannot be reached, until the instance stops.
 * Only for what may be done twice.
 */
final class RetryWithBackoff {

    private static final Logger LOG = LoggerFactory.getLogger(RetryWithBackoff.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(50);

    private final CountDownLatch stopping;
    private final Duration pauseMax;

    /**
     * Tries until that latch is open.
     *
     * @param stopping opens when the instance stops
     * @param pauseMax the longest pause between two attempts
     */
    RetryWithBackoff(CountDownLatch stopping, Duration pauseMax) {
        this.stopping = stopping;
        this.pauseMax = pauseMax;
    }

    /** Does it, sooner or later. */
    <T> T until(Supplier<T> attempt) throws ShutdownException {
        for (Duration pause = PAUSE_MIN; ; pause = longer(pause)) {
            checkStopping(Duration.ZERO);
            try {
                return attempt.get();
            } catch (CommandQueueFullException busy) {
                checkStopping(PAUSE_MIN);
            } catch (DataIntegrityViolationException | InvalidDataAccessResourceUsageException e) {
                // It would fail for ever.
                throw e;
            } catch (EventLogUnavailableException | DataAccessException | TransactionException e) {
                LOG.atWarn()
                        .addKeyValue("pauseMillis", pause.toMillis())
                        .setCause(e)
                        .log("An import has to wait.");
                checkStopping(pause);
            }
        }
    }

    /** Waits that long, unless the instance stops. */
    void checkStopping(Duration pause) throws ShutdownException {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ShutdownException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShutdownException();
        }
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(pauseMax) < 0 ? twice : pauseMax;
    }
}
