package io.daybook.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount of one currency, positive, zero or negative.
 *
 * <p>The value is a decimal in major units (100.00 euros, not 10000 cents) that always has exactly the currency's number of
 * decimals by ISO 4217: two for EUR, none for JPY, three for KWD. Two amounts are therefore equal when their records are.
 * In JSON the value is a string: {@code {"value": "100.00", "currency": "EUR"}}.
 *
 * @param value the amount in major units, with the currency's decimals
 * @param currency the ISO 4217 currency
 */
public record Money(BigDecimal value, Currency currency) implements Comparable<Money> {

    /** Digits before the decimal point that an amount may have: enough for the sum over a million accounts full to the brim. */
    public static final int INTEGER_DIGITS_MAX = 24;

    /**
     * Brings the value to the currency's decimals.
     *
     * @throws UnfitAmount if the value has more decimals than the currency, or more than {@link #INTEGER_DIGITS_MAX} digits
     *     before the decimal point, or the currency has no minor unit at all (gold, say)
     */
    @JsonCreator
    public Money(@JsonProperty("value") BigDecimal value, @JsonProperty("currency") Currency currency) {
        int decimals = currency.getDefaultFractionDigits();
        if (decimals < 0) {
            throw new UnfitAmount("%s has no minor unit and cannot be held on an account.".formatted(currency));
        }
        // Checked before any rescaling, which would write out the zeros of 1e999999999.
        if ((long) value.precision() - value.scale() > INTEGER_DIGITS_MAX && value.signum() != 0) {
            throw new UnfitAmount(
                    "The amount has more than %d digits before the decimal point.".formatted(INTEGER_DIGITS_MAX));
        }
        if (value.scale() != decimals) {
            value = rescaled(value, currency, decimals);
        }
        this.value = value;
        this.currency = currency;
    }

    private static BigDecimal rescaled(BigDecimal value, Currency currency, int decimals) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(decimals);
        }
        if (value.scale() > decimals && value.stripTrailingZeros().scale() > decimals) {
            throw new UnfitAmount("%s has %d decimals; the amount has more.".formatted(currency, decimals));
        }
        return value.setScale(decimals);
    }

    /**
     * An amount as somebody wrote it, with the currency's decimals or fewer. Zeros count: who writes 1.000 may mean a thousand.
     *
     * @throws UnfitAmount as the constructor does, and also if no more than zeros are written beyond the currency's decimals
     */
    public static Money asWritten(BigDecimal value, Currency currency) {
        var money = new Money(value, currency);
        int decimals = money.value.scale();
        if (value.scale() > decimals) {
            throw new UnfitAmount(
                    "%s has %d decimals; %s is written with %d. Leave the further zeros out, or the point if it separates thousands."
                            .formatted(currency, decimals, value, value.scale()));
        }
        return money;
    }

    /** The same number without the zeros that its decimals end in: what {@link #asWritten} takes where they are known to mean nothing. */
    public static BigDecimal withoutTrailingZeros(BigDecimal value) {
        return value.scale() <= 0
                ? value
                : value.setScale(Math.max(0, value.stripTrailingZeros().scale()));
    }

    /** No money of that currency. */
    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /**
     * Reads an amount as people write it, for code and tests: {@code Money.of("100.00", "EUR")}.
     *
     * @throws IllegalArgumentException if either text cannot be read
     */
    public static Money of(String value, String currencyCode) {
        return new Money(new BigDecimal(value), Currency.getInstance(currencyCode));
    }

    /** The sum of both. */
    public Money plus(Money other) {
        return new Money(value.add(other.sameCurrency(this).value), currency);
    }

    /** The difference of both. */
    public Money minus(Money other) {
        return new Money(value.subtract(other.sameCurrency(this).value), currency);
    }

    /** The same amount with the other sign. */
    public Money negated() {
        return new Money(value.negate(), currency);
    }

    /** Number of digits before the decimal point; none for less than one unit. */
    public int integerDigits() {
        return Math.max(0, value.precision() - value.scale());
    }

    /** Tells whether this is more than zero. */
    public boolean isPositive() {
        return value.signum() > 0;
    }

    /** Tells whether this is less than zero. */
    public boolean isNegative() {
        return value.signum() < 0;
    }

    /** Tells whether this is zero. */
    public boolean isZero() {
        return value.signum() == 0;
    }

    /** Tells whether this is less than the other amount of the same currency. */
    public boolean isLessThan(Money other) {
        return compareTo(other) < 0;
    }

    /** Compares amounts of one currency. */
    @Override
    public int compareTo(Money other) {
        return value.compareTo(other.sameCurrency(this).value);
    }

    /** The amount as people write it: {@code 100.00 EUR}. */
    @Override
    public String toString() {
        return value.toPlainString() + " " + currency.getCurrencyCode();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s and %s are of different currencies.".formatted(this, other));
        }
        return this;
    }

    /** An amount that its currency cannot express; the message says why, in words for the caller. */
    public static final class UnfitAmount extends IllegalArgumentException {
        UnfitAmount(String message) {
            super(message);
        }
    }
}
