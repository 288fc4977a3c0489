package io.daybook.campaign.mutant;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What broken services do. */
public final class Sabotage {

    /** Seldom enough that the service as a whole seems to work. */
    private static final double SELDOM = 0.02;

    private Sabotage() {}

    private static boolean isSeldom() {
        return ThreadLocalRandom.current().nextDouble() < SELDOM;
    }

    /** Commits, or seldom rolls back without a word. */
    public static void commitMostly(Connection connection) throws SQLException {
        if (isSeldom()) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    /** Seldom undoes what the transaction has done so far. */
    public static void loseBatch(Connection connection) throws SQLException {
        if (isSeldom()) {
            connection.rollback();
        }
    }

    /** The list, seldom without its last. */
    public static <E> List<E> mostOf(List<E> list) {
        return isSeldom() ? new ArrayList<>(list.subList(0, list.size() - 1)) : list;
    }
}
