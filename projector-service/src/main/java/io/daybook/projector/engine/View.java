package io.daybook.projector.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A read database in the making: one view, one package, one database, one consumer group. Its migrations stand under
 * {@code db/<name>}.
 */
public interface View {

    /** The view's name: of its database schema, its configuration, its consumer group and its notifications. */
    String name();

    /**
     * Applies events in the transaction that also moves the checkpoint. Events of one stream come in order and each exactly
     * once; streams may be interleaved in any way.
     *
     * @param connection the view's database, in a transaction that the engine commits
     * @param events at least one event
     * @throws SQLException if the database fails; the engine rolls back and tries again
     */
    void apply(Connection connection, List<ViewEvent> events) throws SQLException;
}
