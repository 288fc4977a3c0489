package io.daybook.query.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product in a list.
 *
 * @param terms the terms that count today
 * @param version the stream version of the last event that is in here
 * @param retiredAt since when it takes no new accounts; absent if it does
 */
record ProductSummary(
        String code,
        String name,
        @Nullable String description,
        String currency,
        ProductStatus status,
        Terms terms,
        long version,
        long position,
        Instant publishedAt,
        @Nullable Instant retiredAt,
        Instant updatedAt) {}
