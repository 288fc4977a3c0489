package io.daybook.query.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Inflow and outflow of all customers' accounts in a step of time, in one currency. Amounts are in major units.
 *
 * @param from the step's first day
 * @param to the step's last day
 * @param in money that came in; reversals take away from it
 * @param out money that went out; reversals take away from it
 * @param net money that came in less money that went out
 * @param closingDeposits amount that the bank owed its customers at the end of the last day
 */
@Schema(name = "Flow")
record MoneyFlow(
        String currency,
        LocalDate from,
        LocalDate to,
        BigDecimal in,
        BigDecimal out,
        BigDecimal net,
        BigDecimal closingDeposits) {}
