package io.daybook.command.http;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/** Reads texts of requests that stand for something else. */
public final class Fields {

    /** A sign, 24 digits, a point and a few decimals: any amount of any currency, and nothing that takes long to read. */
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,24}(\\.\\d{1,12})?");

    private Fields() {}

    /**
     * A decimal.
     *
     * @param pointer place of the text, as a JSON pointer
     * @throws InvalidFieldException if the text is none
     */
    public static BigDecimal decimal(String value, String pointer) {
        if (!DECIMAL.matcher(value).matches()) {
            throw new InvalidFieldException(pointer, "a decimal number as a string, such as \"100.00\"");
        }
        return new BigDecimal(value);
    }

    /**
     * A currency, in the field {@code currency}.
     *
     * @throws InvalidFieldException if the text names none
     */
    public static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("/currency", "an ISO 4217 code, such as EUR");
        }
    }
}
