package io.daybook.query.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Terms of a product.
 *
 * @param annualRate rate that a positive balance earns, in percent a year
 * @param overdraftRate rate that an overdrawn balance costs, in percent a year
 * @param dayCount rule by which days become a part of a year
 * @param overdraftLimit amount by which an account opened without a limit of its own may go below zero, in major units
 * @param effectiveDate the first date on which they count; absent for the first terms, which count on every date before others
 * @param version the version of the product that set them; of terms for the same date the later version counts
 * @param recordedAt time when they were set
 * @param actor person or program that set them
 * @param reason reason, if given
 */
record Terms(
        BigDecimal annualRate,
        BigDecimal overdraftRate,
        String dayCount,
        BigDecimal overdraftLimit,
        @Nullable LocalDate effectiveDate,
        long version,
        Instant recordedAt,
        String actor,
        @Nullable String reason) {}
