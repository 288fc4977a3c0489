package io.daybook.query.database;

/** What a group reads from, as far as readiness goes. */
public interface ReadStore {

    /** The view's name. */
    String view();

    /** Whether the store can be reached and the view is in it. */
    boolean answers();
}
