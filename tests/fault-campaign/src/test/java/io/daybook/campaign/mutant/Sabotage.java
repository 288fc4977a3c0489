package io.daybook.campaign.mutant;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Code that is put into broken services. */
public final class Sabotage {

    /** Seldom enough that the service as a whole seems to work; counted, so that it does not depend on luck. */
    private static final int ONE_IN = 20;

    private static final AtomicLong COMMITS = new AtomicLong();
    private static final AtomicLong BATCHES = new AtomicLong();
    private static final AtomicLong LISTS = new AtomicLong();

    private Sabotage() {}

    private static boolean isTurnOf(AtomicLong calls) {
        return calls.incrementAndGet() % ONE_IN == 0;
    }

    /** Commits, or seldom rolls back without a word. */
    public static void commitMostly(Connection connection) throws SQLException {
        if (isTurnOf(COMMITS)) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    /** Seldom undoes what the transaction has done so far. */
    public static void loseBatch(Connection connection) throws SQLException {
        if (isTurnOf(BATCHES)) {
            connection.rollback();
        }
    }

    /** The list, seldom without its last. */
    public static <E> List<E> mostOf(List<E> list) {
        return isTurnOf(LISTS) ? new ArrayList<>(list.subList(0, list.size() - 1)) : list;
    }
}
