package io.daybook.command.imports;

import io.daybook.command.imports.LineRefusal.Withheld;
import org.jspecify.annotations.Nullable;

/**
 * A line that was not taken, as it is stored.
 *
 * @param line the line of the file on which its record begins, 1 for the first
 * @param code the stable name of the cause
 * @param sealed the record and the cause in words, encrypted by {@link LineSeals}; null for refusals from before they were, whose
 *     texts are deleted
 */
record SealedRefusal(long line, String code, @Nullable String sealed) {

    /** The same without its texts. */
    LineRefusal withheld(Withheld why) {
        return new LineRefusal(line, null, code, null, why);
    }
}
