package io.daybook.query.database;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ids as a parameter of a statement that casts it to {@code uuid[]}: one parameter, however many there are. */
public final class UuidArray {

    private UuidArray() {}

    /** The ids as Postgres writes an array. */
    public static String of(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
