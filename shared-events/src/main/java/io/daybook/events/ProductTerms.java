package io.daybook.events;

import java.math.BigDecimal;

/**
 * On which terms the accounts of a product are kept.
 *
 * @param annualRate what a positive balance earns, in percent a year: 2.5 is two and a half percent
 * @param overdraftRate what an overdrawn balance costs, in percent a year
 * @param dayCount how days become a part of a year
 * @param overdraftLimit how far below zero an account may go that is opened without a limit of its own
 */
public record ProductTerms(BigDecimal annualRate, BigDecimal overdraftRate, DayCount dayCount, Money overdraftLimit) {

    /** Tells whether accounts earn or pay any interest on these terms. */
    public boolean bearInterest() {
        return annualRate.signum() != 0 || overdraftRate.signum() != 0;
    }
}
