package io.daybook.projector.engine.verification;

import io.daybook.serviceweb.Problem;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The verifications of one view, one at a time whichever instance of the service it runs on. */
public interface VerificationOperations extends AutoCloseable {

    /**
     * Begins one.
     *
     * @throws Problem if one is under way, the view cannot be verified, or this process does not know the log
     */
    Verdict start() throws SQLException;

    /** Verifies and returns when that has ended; does nothing where it cannot, or if somebody has, or is at it, since then. */
    void runUnlessDoneSince(Instant moment) throws SQLException;

    /** The last verdict on the generation that serves; nothing if the view cannot be verified. */
    Optional<Verdict> verdict() throws SQLException;

    /** Interrupts the one under way on this instance. */
    @Override
    void close();
}
