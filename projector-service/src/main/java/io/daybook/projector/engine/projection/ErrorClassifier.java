package io.daybook.projector.engine.projection;

import io.daybook.personaldata.KeysUnavailable;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with an event from what is wrong with everything around it. */
public final class ErrorClassifier {

    /** Of an event's error as much as an operator needs. */
    private static final int TEXT_LENGTH_MAX = 1_000;

    /**
     * The classes of SQL states that an event can cause by what is in it: more than one row, data that does not fit,
     * constraints, limits of a value, a trigger's refusal. All others are trouble with the database, which passes or which
     * somebody mends, and is no reason to set an event aside.
     */
    private static final Set<String> EVENT_CLASSES = Set.of("21", "22", "23", "54", "P0");

    /** The view's database, schema or tables are not there. */
    private static final Set<String> MISSING = Set.of("3F000", "42P01");

    private ErrorClassifier() {}

    /** Tells whether the event may be the cause: nothing but the code and the data had a part in it. */
    public static boolean isOfEvent(Exception fault) {
        return !(fault instanceof OutOfStepException)
                && !(fault instanceof KeysUnavailable)
                && causes(fault)
                        .filter(SQLException.class::isInstance)
                        .map(cause -> ((SQLException) cause).getSQLState())
                        .allMatch(ErrorClassifier::isOfEvent);
    }

    private static boolean isOfEvent(@Nullable String sqlState) {
        return sqlState != null && sqlState.length() == 5 && EVENT_CLASSES.contains(sqlState.substring(0, 2));
    }

    /** Tells whether the view's tables are gone, as after its database was lost and made anew. */
    public static boolean isOfMissingTables(Exception fault) {
        return causes(fault)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && MISSING.contains(sql.getSQLState()));
    }

    /** Describes what went wrong, and the innermost cause of that. */
    public static String text(Throwable fault) {
        Throwable root = causes(fault).reduce((outer, inner) -> inner).orElse(fault);
        return bounded(root.equals(fault) ? message(fault) : message(fault) + " " + message(root), TEXT_LENGTH_MAX);
    }

    private static String message(Throwable fault) {
        return fault.getMessage() == null ? fault.getClass().getName() : fault.getMessage();
    }

    /** A text that fits into a row, whatever a stranger put into it. */
    public static String bounded(String text, int lengthMax) {
        String storable = text.replace('\0', ' ');
        return storable.length() <= lengthMax ? storable : storable.substring(0, lengthMax);
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause);
    }
}
