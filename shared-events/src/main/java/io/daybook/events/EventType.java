package io.daybook.events;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A type of event in the contract: its name, the record that holds its present shape, and the way there from every shape
 * before.
 *
 * @param name the name in the log and on the topic
 * @param eventClass the present shape
 * @param upcasters from version 1 to 2, from 2 to 3 and so on, in that order; as many as there are earlier versions
 * @param isWritten whether events are still recorded under that name; if not, the last upcaster leads to the type that has the
 *     class now
 */
public record EventType(
        String name, Class<? extends DomainEvent> eventClass, List<Upcaster> upcasters, boolean isWritten) {

    EventType(String name, Class<? extends DomainEvent> eventClass, List<Upcaster> upcasters) {
        this(name, eventClass, upcasters, true);
    }

    EventType(String name, Class<? extends DomainEvent> eventClass) {
        this(name, eventClass, List.of(), true);
    }

    /** A name under which events were recorded once, and are not any more. */
    static EventType former(String name, Class<? extends DomainEvent> eventClass, List<Upcaster> upcasters) {
        return new EventType(name, eventClass, upcasters, false);
    }

    /** The present version, 1 for a type that never changed; of a former type, the last that there was. */
    public int version() {
        return isWritten ? upcasters.size() + 1 : upcasters.size();
    }

    /** Tells whether payloads of that version read like those of the present one, as they are. */
    boolean isReadAsPresent(int version) {
        return isWritten
                && upcasters.subList(version - 1, upcasters.size()).stream().allMatch(Upcaster.UNCHANGED::equals);
    }

    ObjectNode upcast(int fromVersion, ObjectNode payload) {
        ObjectNode upcasted = payload;
        for (Upcaster upcaster : upcasters.subList(fromVersion - 1, upcasters.size())) {
            upcasted = upcaster.upcast(upcasted);
        }
        return upcasted;
    }
}
