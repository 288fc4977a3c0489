package io.daybook.projector.engine.rebuild;

import io.daybook.serviceweb.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rebuilds of one view, one at a time whichever instance of the service it runs on, and what they have made. */
public interface RebuildOperations extends AutoCloseable {

    /**
     * Begins one, or goes on with one that was interrupted.
     *
     * @throws Problem if one is under way, or the plan cannot be followed
     */
    RebuildStatus start(RebuildPlan plan) throws SQLException;

    /** The one under way, or else the last one. */
    Optional<RebuildStatus> status() throws SQLException;

    /**
     * Gives up the one under way, wherever it runs, or discards what an ended one has left beside the generation that serves.
     *
     * @throws Problem if there is neither
     */
    void cancel() throws SQLException;

    /** Part of the events that is in the one under way, from 0 to 1; not a number if none is. */
    double progress();

    /** All generations, the one that serves among them. */
    List<Generation> list() throws SQLException;

    /** Counts the buildings of the view up to the one that serves. */
    long servingNumber() throws SQLException;

    /**
     * Drops a generation.
     *
     * @throws Problem if there is none of that name, if it serves, or while a rebuild is under way
     */
    void drop(String name) throws SQLException;

    /** Interrupts the one under way on this instance. */
    @Override
    void close();
}
