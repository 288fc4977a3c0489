package io.daybook.projector.engine.store;

import java.util.Set;

/** Opens the stores of the views that are kept in one kind of store. */
public interface ViewStoreFactory {

    /** The names of its views. */
    Set<String> views();

    /** The store of one of its views; connects when it is first used. */
    ViewStore open(String view);
}
