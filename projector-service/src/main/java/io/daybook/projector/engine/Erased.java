package io.daybook.projector.engine;

import io.daybook.events.CustomerEvent.PersonalDataErased;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What a batch of events says is to be forgotten. */
public final class Erased {

    private Erased() {}

    /** The keys that are destroyed: what is sealed with them is of no more use in a view. */
    public static List<UUID> keys(List<ViewEvent> events) {
        return events.stream()
                .flatMap(event ->
                        event.event() instanceof PersonalDataErased erased ? erased.keyIds().stream() : Stream.of())
                .distinct()
                .toList();
    }
}
