package io.daybook.command.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line that was not taken. Its texts are as readable, and as long, as people and Postgres can bear.
 *
 * @param line the line of the file on which its record begins, 1 for the first
 * @param content the record, cut where it is very long; absent if it is withheld
 * @param code the stable name of the cause
 * @param detail the cause in words; absent if it is withheld
 * @param withheld reason why content and detail are withheld, absent if they are not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LineRefusal(
        long line,
        @Nullable String content,
        String code,
        @Nullable String detail,
        @Nullable Withheld withheld) {

    private static final int TEXT_CHARS_MAX = 1_000;
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\r\\n]]");

    /** Reason why the texts of a refusal are withheld. */
    enum Withheld {
        /** A customer that the line is about was erased. */
        ERASED,
        /** They may name customers, and the caller may not see those. */
        NOT_PERMITTED
    }

    /** A refusal of a record. */
    LineRefusal(long line, String content, String code, String detail) {
        this(line, readable(content), code, readable(detail), null);
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
