package io.daybook.command.account.domain;

import io.daybook.events.Money;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * An amount as a caller states it.
 *
 * @param value the decimal in major units
 * @param currency the currency, or null for the account's own
 */
public record Amount(BigDecimal value, @Nullable Currency currency) {

    /** The same amount, written without zeros at its end. */
    public Amount withoutTrailingZeros() {
        return new Amount(Money.withoutTrailingZeros(value), currency);
    }

    /**
     * The amount in an account's currency.
     *
     * @throws Money.UnfitAmount if the currency cannot express it
     */
    Money in(Currency accountCurrency) {
        return new Money(value, accountCurrency);
    }
}
