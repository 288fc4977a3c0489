package io.daybook.serviceweb;

import java.util.Collection;
import java.util.TreeSet;

/** A setting names something that does not exist. It ends the start, with one sentence and no stack trace. */
public final class UnknownNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnknownNameException(String setting, String name, Collection<String> known) {
        super("The setting %s names '%s', which does not exist; known are %s."
                .formatted(setting, name, String.join(", ", new TreeSet<>(known))));
    }

    /**
     * Checks the names in a setting.
     *
     * @throws UnknownNameException if one of them is not known
     */
    public static void check(String setting, Collection<String> names, Collection<String> known) {
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw new UnknownNameException(setting, unknown, known);
        });
    }
}
