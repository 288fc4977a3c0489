package io.daybook.projector.engine;

import java.util.Set;

/**
 * A read database in the making: one view, one package, one database, one consumer group. Everything in it follows from the
 * events, so that it can be built anew from them at any time.
 */
public interface View extends EventConsumer {

    /**
     * The indexes that {@link #apply} itself reads by. While a rebuild takes in the bulk of the events, no others are there but
     * those of primary keys and constraints: they are made afterwards, at a fraction of the cost.
     */
    default Set<String> indexesForApply() {
        return Set.of();
    }

    /** The way in which the view's tables are compared with the log. */
    default VerifiedTables verifiedTables() {
        return VerifiedTables.NONE;
    }
}
