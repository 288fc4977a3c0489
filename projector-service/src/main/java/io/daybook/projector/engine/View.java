package io.daybook.projector.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A read database in the making: one view, one package, one database, one consumer group. Its migrations stand under
 * {@code db/<name>}.
 */
public interface View {

    /** The view's name: of its database schema, its configuration, its consumer group and its notifications. */
    String name();

    /**
     * The indexes that {@link #apply} itself reads by. While a rebuild takes in the bulk of the events, no others are there but
     * those of primary keys and constraints: they are made afterwards, at a fraction of the cost.
     */
    default Set<String> indexesForApply() {
        return Set.of();
    }

    /**
     * Whether everything in the view follows from the events, so that it can be built anew from them. One that also holds what
     * came from elsewhere says no: it is never rebuilt, and is backed up by itself.
     */
    default boolean isDerived() {
        return true;
    }

    /**
     * Applies events in the transaction that also moves the checkpoint. Events of one stream come in order and each exactly
     * once; streams may be interleaved in any way. Whatever it throws that is no trouble with the database parks the event that
     * caused it, so it may be called again for a part of the events after it has failed; it keeps nothing between two calls.
     *
     * @param connection the view's database, in a transaction that the engine commits
     * @param events at least one event
     * @throws SQLException if the database fails; the engine rolls back and tries again
     */
    void apply(Connection connection, List<ViewEvent> events) throws SQLException;
}
