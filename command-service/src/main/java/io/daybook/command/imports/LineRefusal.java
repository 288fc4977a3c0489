package io.daybook.command.imports;

import java.util.regex.Pattern;

/**
 * A line that was not taken. Its texts are as readable, and as long, as people and Postgres can bear.
 *
 * @param line the line of the file on which its record begins, 1 for the first
 * @param content the record, cut where it is very long
 * @param code the stable name of the cause
 * @param detail the cause in words
 */
record LineRefusal(long line, String content, String code, String detail) {

    private static final int TEXT_CHARS_MAX = 1_000;
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\r\\n]]");

    LineRefusal {
        content = readable(content);
        detail = readable(detail);
    }

    private static String readable(String text) {
        return UNREADABLE.matcher(cut(text)).replaceAll("\uFFFD");
    }

    private static String cut(String text) {
        if (text.length() <= TEXT_CHARS_MAX) {
            return text;
        }
        boolean isBetweenHalves = Character.isHighSurrogate(text.charAt(TEXT_CHARS_MAX - 1));
        return text.substring(0, isBetweenHalves ? TEXT_CHARS_MAX - 1 : TEXT_CHARS_MAX) + "…";
    }
}
