package io.daybook.command.log;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Text under which an outcome is stored: whose key it is, part by part, and the key. Each part has its length before it, so no
 * two lists of parts come to the same text, whatever characters they consist of.
 */
public final class StoredKey {

    /** No key of versions that stored keys as callers sent them begins with it: those are ASCII. */
    private static final String MARK = "§";

    private StoredKey() {}

    /** The text of these parts. The first one names a kind, which says what the others are. */
    public static String of(List<String> parts) {
        return parts.stream().map(part -> part.length() + ":" + part).collect(Collectors.joining(",", MARK, ""));
    }
}
