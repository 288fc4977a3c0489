package io.daybook.command.imports;

import io.daybook.command.log.CommandQueueFullException;
import io.daybook.command.log.EventLogUnavailableException;
import io.daybook.personaldata.KeysUnavailable;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Tries again, in growing intervals, what failed because the log is busy, or the log or the keys cannot be reached, until the instance stops.
 * Only for what may be done twice. Spring's own template of retries would sleep through the stop of the instance.
 */
final class RetryWithBackoff {

    private static final Logger LOG = LoggerFactory.getLogger(RetryWithBackoff.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(50);
    private static final double PAUSE_FACTOR = 2;

    private final Pauses pauses;
    private final ExponentialBackOff backOff = new ExponentialBackOff(PAUSE_MIN.toMillis(), PAUSE_FACTOR);

    /**
     * Tries until a pause says that the instance stops.
     *
     * @param pauses waits between two attempts
     * @param pauseMax the longest pause between two attempts
     */
    RetryWithBackoff(Pauses pauses, Duration pauseMax) {
        this.pauses = pauses;
        backOff.setMaxInterval(pauseMax.toMillis());
    }

    /** Waits. */
    @FunctionalInterface
    interface Pauses {

        /** Waits that long, unless the instance stops; false if it does. */
        boolean pause(Duration longest) throws InterruptedException;
    }

    /** Does it, sooner or later. */
    <T> T until(Supplier<T> attempt) throws ShutdownException {
        BackOffExecution intervals = backOff.start();
        while (true) {
            var pause = Duration.ofMillis(intervals.nextBackOff());
            checkStopping(Duration.ZERO);
            try {
                return attempt.get();
            } catch (CommandQueueFullException busy) {
                checkStopping(PAUSE_MIN);
            } catch (DataIntegrityViolationException | InvalidDataAccessResourceUsageException e) {
                // It would fail for ever.
                throw e;
            } catch (EventLogUnavailableException | DataAccessException | TransactionException | KeysUnavailable e) {
                LOG.atWarn()
                        .addKeyValue("pauseMillis", pause.toMillis())
                        .setCause(e)
                        .log("An import has to wait.");
                checkStopping(pause);
            }
        }
    }

    private void checkStopping(Duration pause) throws ShutdownException {
        try {
            if (!pauses.pause(pause)) {
                throw new ShutdownException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShutdownException();
        }
    }
}
