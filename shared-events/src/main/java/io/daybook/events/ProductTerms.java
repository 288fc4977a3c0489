package io.daybook.events;

import java.math.BigDecimal;

/**
 * On which terms the accounts of a product are kept.
 *
 * @param annualRate rate that a positive balance earns, in percent a year: 2.5 is two and a half percent
 * @param overdraftRate rate that an overdrawn balance costs, in percent a year
 * @param dayCount rule by which days become a part of a year
 * @param overdraftLimit amount by which an account opened without a limit of its own may go below zero
 */
public record ProductTerms(BigDecimal annualRate, BigDecimal overdraftRate, DayCount dayCount, Money overdraftLimit) {

    /** Tells whether accounts earn or pay any interest on these terms. */
    public boolean bearInterest() {
        return annualRate.signum() != 0 || overdraftRate.signum() != 0;
    }
}
