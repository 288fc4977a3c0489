package io.daybook.query.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Terms of a product.
 *
 * @param annualRate what a positive balance earns, in percent a year
 * @param overdraftRate what an overdrawn balance costs, in percent a year
 * @param dayCount how days become a part of a year
 * @param overdraftLimit how far below zero an account may go that is opened without a limit of its own, in major units
 * @param effectiveDate the first date on which they count; absent for the first terms, which count on every date before others
 * @param version the version of the product that set them; of terms for the same date the later version counts
 * @param recordedAt when they were set
 * @param actor who set them
 * @param reason why, if that was said
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
