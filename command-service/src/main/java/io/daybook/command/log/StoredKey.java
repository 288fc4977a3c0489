package io.daybook.command.log;

import java.util.List;

/**
 * Text under which an outcome is stored: the key as versions stored it that did not say whose it was, and after it whose it is.
 * The parts are separated by a character that occurs in none of them, so two lists of parts never come to the same text.
 *
 * <p>The earlier form stands first for the index: both forms of a key are neighbours there, and looked up in one descent.
 */
public final class StoredKey {

    /** The unit separator of ASCII: refused in keys, subjects, customers' ids and identifiers of imported lines. */
    private static final String SEPARATOR = "\u001f";

    private StoredKey() {}

    /**
     * The text of a key.
     *
     * @param earlier the key in its earlier form
     * @param owner whose it is: a kind, which says what the others are
     */
    public static String of(String earlier, List<String> owner) {
        if (earlier.contains(SEPARATOR) || owner.stream().anyMatch(part -> part.contains(SEPARATOR))) {
            throw new IllegalArgumentException("A part of a key contains what separates its parts.");
        }
        return earlier + SEPARATOR + String.join(SEPARATOR, owner);
    }
}
