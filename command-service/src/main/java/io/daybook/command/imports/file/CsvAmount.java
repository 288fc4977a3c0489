package io.daybook.command.imports.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount as banks write it in files: with separators of thousands, a decimal comma, a sign or a currency beside it.
 *
 * <p>Only what can be read in one way is read. {@code 1,234} is a thousand to one bank and little more than one to another, so it
 * stays as it is written, which is no amount; the same is true of a sign that several currencies have.
 *
 * @param value the amount with a decimal point, if any, and without sign and currency; what is written, if it cannot be read
 * @param sign the sign that was written
 * @param currency code of the currency that was written beside it, null if none was
 */
record CsvAmount(String value, Sign sign, @Nullable String currency) {

    /** Digits in threes, separated alike and without zeros before them, and decimals after another separator. */
    private static final Pattern GROUPED = Pattern.compile(
            "([1-9]\\d{0,2}(?:([.,' \\u00A0\\u202F\\u2019])\\d{3})(?:\\2\\d{3})*)(?:(?!\\2)[.,](\\d+))?");

    /** A comma before other than three digits separates decimals. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(\\d+),(\\d{1,2}|\\d{4,})");

    private static final Pattern CURRENCY_BEFORE = Pattern.compile("([A-Z]{3}|\u20AC)[ \u00A0\u202F]?(.+)");
    private static final Pattern CURRENCY_BEHIND = Pattern.compile("(.+?)[ \u00A0\u202F]?([A-Z]{3}|\u20AC)");

    /** The sign of an amount. */
    enum Sign {
        NONE,
        PLUS,
        MINUS
    }

    /** Reads an amount. */
    static CsvAmount of(String written) {
        return isPlain(written) ? new CsvAmount(written, Sign.NONE, null) : decorated(written);
    }

    /** Tells whether it is all digits and points, as nearly every amount is. */
    private static boolean isPlain(String written) {
        int points = 0;
        for (int i = 0; i < written.length(); i++) {
            char character = written.charAt(i);
            if (character == '.') {
                points++;
            } else if (character < '0' || character > '9') {
                return false;
            }
        }
        return points <= 1;
    }

    private static CsvAmount decorated(String written) {
        Sign sign = signOf(written);
        String unsigned = sign == Sign.NONE ? written : written.substring(1).strip();
        String currency = null;
        String digits = unsigned;
        Matcher before = CURRENCY_BEFORE.matcher(unsigned);
        Matcher behind = CURRENCY_BEHIND.matcher(unsigned);
        if (before.matches()) {
            currency = before.group(1);
            digits = before.group(2);
        } else if (behind.matches()) {
            currency = behind.group(2);
            digits = behind.group(1);
        }
        if (sign == Sign.NONE && currency != null) {
            sign = signOf(digits);
            digits = sign == Sign.NONE ? digits : digits.substring(1).strip();
        }
        String value = value(digits);
        return value == null
                ? new CsvAmount(written, Sign.NONE, null)
                : new CsvAmount(value, sign, "\u20AC".equals(currency) ? "EUR" : currency);
    }

    private static Sign signOf(String written) {
        return switch (written.charAt(0)) {
            case '+' -> Sign.PLUS;
            case '-', '\u2212' -> Sign.MINUS;
            default -> Sign.NONE;
        };
    }

    /** The amount with a decimal point; null if it cannot be read, or in more than one way. */
    private static @Nullable String value(String digits) {
        if (!digits.isEmpty() && isPlain(digits)) {
            return digits;
        }
        Matcher comma = DECIMAL_COMMA.matcher(digits);
        if (comma.matches()) {
            return comma.group(1) + "." + comma.group(2);
        }
        Matcher grouped = GROUPED.matcher(digits);
        return grouped.matches() ? ungrouped(grouped) : null;
    }

    private static @Nullable String ungrouped(Matcher grouped) {
        String whole = grouped.group(1);
        String separator = grouped.group(2);
        String decimals = grouped.group(3);
        boolean isOneGroup = whole.indexOf(separator) == whole.lastIndexOf(separator);
        if (decimals == null && isOneGroup && (separator.equals(",") || separator.equals("."))) {
            return null;
        }
        String digits = whole.replace(separator, "");
        return decimals == null ? digits : digits + "." + decimals;
    }
}
