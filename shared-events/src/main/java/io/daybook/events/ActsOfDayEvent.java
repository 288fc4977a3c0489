package io.daybook.events;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/** Count of the acts that one person does alone, on an account or altogether; each stands in a stream of its own. */
public sealed interface ActsOfDayEvent extends DomainEvent {

    /** The stream in which the acts on an account are counted. */
    static UUID streamOfAccount(UUID accountId) {
        return UUID.nameUUIDFromBytes(("daybook:acts-on-account:" + accountId).getBytes(StandardCharsets.UTF_8));
    }

    /** The stream in which the acts of a person are counted. */
    static UUID streamOfPerson(String actor) {
        return UUID.nameUUIDFromBytes(("daybook:acts-of-person:" + actor).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * One person did something alone. In one commit with what was done.
     *
     * @param day the day on which it counts
     * @param amount how much it moved
     */
    record ActCounted(LocalDate day, Money amount) implements ActsOfDayEvent {}
}
