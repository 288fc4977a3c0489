package io.daybook.events;

import tools.jackson.databind.node.ObjectNode;

/** Turns the JSON of one version of an event type into that of the next: a pure function, kept for ever. */
@FunctionalInterface
public interface Upcaster {

    /** For versions that only add what may be absent: their payloads read like those before, as they are. */
    Upcaster UNCHANGED = payload -> payload;

    /** The same fact in the next version's shape. The given node may be changed and returned. */
    ObjectNode upcast(ObjectNode payload);
}
