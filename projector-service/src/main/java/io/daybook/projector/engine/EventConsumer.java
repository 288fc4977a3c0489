package io.daybook.projector.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A consumer of the log's events that keeps its data in a Postgres database of its own, with a consumer group of its own. Its
 * migrations stand under {@code db/<name>}. One whose data follows from the events alone is a {@link View}.
 */
public interface EventConsumer {

    /** The consumer's name: of its database schema, its configuration, its consumer group and its notifications. */
    String name();

    /**
     * Applies events in the transaction that also moves the checkpoint. Events of one stream come in order and each exactly
     * once; streams may be interleaved in any way. An exception that is no trouble with the database parks the event that
     * caused it, so this may be called again for a part of the events after it has failed; it keeps nothing between two calls.
     *
     * @param connection the consumer's database, in a transaction that the engine commits
     * @param events at least one event
     * @throws SQLException if the database fails; the engine rolls back and tries again
     */
    void apply(Connection connection, List<ViewEvent> events) throws SQLException;
}
