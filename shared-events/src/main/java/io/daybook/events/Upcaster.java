package io.daybook.events;

import tools.jackson.databind.node.ObjectNode;

/** Turns the JSON of one version of an event type into that of the next: a pure function, kept for ever. */
@FunctionalInterface
public interface Upcaster {

    /** The same fact in the next version's shape. The given node may be changed and returned. */
    ObjectNode upcast(ObjectNode payload);
}
