package io.daybook.serviceweb;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Faults of a database, as far as they may be told and logged: its messages quote statements and the contents of rows. */
public final class DatabaseFault {

    /** Classes of SQL states that pass: no connection, a conflict, no room, not in this state, stopped, no disk. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

    /** There is no such database, table or schema yet, or it is not ours yet: somebody has still to make it. */
    private static final Set<String> NOT_READY = Set.of("3D000", "42P01", "3F000", "42501");

    /** Ends of a session by the server: it stops, has crashed, or the session was idle within a transaction. */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03");

    private static final String CONNECTION_EXCEPTION = "08";

    private static final int CLASS_LENGTH = 2;

    private DatabaseFault() {}

    /** Tells whether to ask again later may help. */
    public static boolean passes(Throwable fault) {
        return causes(fault).anyMatch(DatabaseFault::passesByItself);
    }

    /** Tells whether what was asked for is not there, or is not for this role yet: somebody has still to make it. */
    public static boolean isNotMade(Throwable fault) {
        return causes(fault).map(DatabaseFault::state).anyMatch(NOT_READY::contains);
    }

    private static boolean passesByItself(SQLException cause) {
        String state = state(cause);
        return cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || cause instanceof SQLNonTransientConnectionException
                || NOT_READY.contains(state)
                || PASSING.contains(state.substring(0, Math.min(CLASS_LENGTH, state.length())));
    }

    /** Tells whether the connection is gone, or none could be had; a lock or a statement that took too long is no such fault. */
    public static boolean isConnectionLost(Throwable fault) {
        return causes(fault).anyMatch(cause -> {
            String state = state(cause);
            return cause instanceof SQLRecoverableException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || state.startsWith(CONNECTION_EXCEPTION)
                    || SESSION_ENDED.contains(state);
        });
    }

    /**
     * The fault in terms that hold no data: kinds of exceptions, from the outermost to its root, and the states of SQL
     * (appendix A of Postgres' manual).
     */
    public static String summary(Throwable fault) {
        return chain(fault).map(DatabaseFault::kind).collect(Collectors.joining(" because of "));
    }

    private static String kind(Throwable fault) {
        String kind = fault.getClass().getSimpleName();
        String state = fault instanceof SQLException cause ? state(cause) : "";
        return state.isEmpty() ? kind : "%s, SQL state %s".formatted(kind, state);
    }

    private static Stream<SQLException> causes(Throwable fault) {
        return chain(fault).filter(SQLException.class::isInstance).map(SQLException.class::cast);
    }

    private static Stream<Throwable> chain(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause);
    }

    private static String state(SQLException cause) {
        String state = cause.getSQLState();
        return state == null ? "" : state;
    }
}
