package io.daybook.query.balances.history;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A day's end.
 *
 * @param date the value date
 * @param balance in major units of the account's currency
 */
record DayEnd(LocalDate date, BigDecimal balance) {}
