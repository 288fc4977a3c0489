package io.daybook.query.http;

import io.daybook.access.AccessRules;

/** Access rules of a group, which declares them as a bean: who may ask what under the paths that are its own. */
@FunctionalInterface
public interface GroupAccess {

    /** Adds the group's rules. They come before those of {@link QueryAccess}. */
    void addTo(AccessRules rules);
}
