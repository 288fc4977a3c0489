package io.daybook.query.balances;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * How far an account's statement went at some moment: what was known then is the lines up to that version.
 *
 * @param version of the last line that was recorded by then, 0 if there was none
 * @param latestDate the latest value date of those lines, null if there was none
 * @param recordedAt when the last of them was recorded, null if there was none
 */
record KnownAtVersion(
        Currency currency,
        long version,
        @Nullable LocalDate latestDate,
        @Nullable Instant recordedAt) {}
