package io.daybook.query.database;

/** Store that a group reads from, as far as readiness goes. */
public interface ReadStore {

    /** The view's name. */
    String view();

    /** Returns true if the store can be reached and the view is in it. */
    boolean answers();
}
