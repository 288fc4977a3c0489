package io.daybook.query.balances.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Version that an account's statement had reached at a moment: the lines up to it are what was known then.
 *
 * @param version of the last line that was recorded by then, 0 if there was none
 * @param latestDate the latest value date of those lines, null if there was none
 * @param recordedAt time when the last of them was recorded, null if there was none
 */
public record KnownAtVersion(
        Currency currency,
        long version,
        @Nullable LocalDate latestDate,
        @Nullable Instant recordedAt) {}
