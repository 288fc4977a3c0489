package io.daybook.command.imports;

import io.daybook.command.decision.WithdrawnCurrencies;
import io.daybook.command.imports.ImportRequest.Terms;
import io.daybook.command.imports.file.ImportFormat;
import io.daybook.command.imports.file.ImportOption;
import io.daybook.serviceweb.ExactText;
import io.daybook.serviceweb.InvalidTextException;
import io.daybook.serviceweb.Problem;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Parses the parameters of requests about imports; an invalid one is a {@link Problem}. */
final class ImportParameters {

    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern LIMIT = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");
    private static final Pattern PRODUCT_CODE = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private ImportParameters() {}

    /** The format that the Content-Type stands for. */
    static ImportFormat format(MediaType mediaType) {
        return ImportFormat.of(mediaType).orElseThrow();
    }

    /** The charset that a file of that format is said to be in, null if nothing is said and its first bytes may tell. */
    static @Nullable Charset charset(ImportFormat format, MediaType mediaType) {
        Charset named = mediaType.getCharset();
        if (format == ImportFormat.NDJSON) {
            // JSON is UTF-8 by its standard (RFC 8259).
            if (named != null && !named.equals(StandardCharsets.UTF_8)) {
                throw notTaken(named, "JSON is taken in UTF-8 only: save the file in UTF-8 and send it again.");
            }
            return StandardCharsets.UTF_8;
        }
        // What can be read and not written is no charset but a guess among several.
        if (named != null && !named.canEncode()) {
            throw notTaken(named, "That is not one charset: name the one that it is in.");
        }
        return named;
    }

    private static Problem notTaken(Charset charset, String advice) {
        Problem problem = new Problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "The file is in %s. %s".formatted(charset, advice));
        problem.getHeaders().set(HttpHeaders.ACCEPT, ImportFormat.MEDIA_TYPES);
        return problem;
    }

    static String source(String source) {
        if (!SOURCE.matcher(source).matches()) {
            throw Problem.badParameter("source", "1 to 64 letters, digits, dots, underscores or hyphens");
        }
        return source;
    }

    /** The terms on which unknown accounts are opened, null if they are not to be. */
    static @Nullable Terms terms(
            @Nullable String openAccounts,
            @Nullable String currency,
            @Nullable String overdraftLimit,
            @Nullable String productCode) {
        if (!isTrue(openAccounts)) {
            if (currency != null || overdraftLimit != null || productCode != null) {
                throw Problem.badParameter("openAccounts", "true if terms for opening accounts are given");
            }
            return null;
        }
        if (currency == null) {
            throw Problem.badParameter("currency", "given, as an ISO 4217 code such as CZK, if openAccounts is true");
        }
        Currency known = currency(currency);
        return new Terms(known, limit(overdraftLimit, known), productCode(productCode));
    }

    /** The options that are given. */
    static Set<ImportOption> options(@Nullable String order, @Nullable String calendar, @Nullable String extraZeros) {
        Set<ImportOption> given = EnumSet.noneOf(ImportOption.class);
        addIfGiven(given, ImportOption.ANY_ORDER, order);
        addIfGiven(given, ImportOption.THIRTY_360, calendar);
        addIfGiven(given, ImportOption.EXTRA_ZEROS, extraZeros);
        return given;
    }

    private static void addIfGiven(Set<ImportOption> given, ImportOption option, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (!value.equals(option.value())) {
            throw Problem.badParameter(option.parameter(), option.value() + ", or left out");
        }
        given.add(option);
    }

    /** Number of items that a page is to have. */
    static int pageLimit(String limit) {
        if (!NUMBER.matcher(limit).matches() || Long.parseLong(limit) < 1 || Long.parseLong(limit) > Page.ITEMS_MAX) {
            throw Problem.badParameter("limit", "a whole number from 1 to " + Page.ITEMS_MAX);
        }
        return Integer.parseInt(limit);
    }

    /** The line that a page of refusals begins after. */
    static long lineCursor(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        if (!NUMBER.matcher(cursor).matches()) {
            throw badCursor();
        }
        return Long.parseLong(cursor);
    }

    /** The import that a page of imports begins after, null for the first page. */
    static @Nullable UUID importCursor(@Nullable String cursor) {
        try {
            return cursor == null ? null : ExactText.uuid(cursor);
        } catch (InvalidTextException e) {
            throw badCursor();
        }
    }

    private static Problem badCursor() {
        return Problem.badParameter("cursor", "a nextCursor of the same question, unchanged");
    }

    private static boolean isTrue(@Nullable String openAccounts) {
        if (openAccounts == null || openAccounts.equals("false")) {
            return false;
        }
        if (!openAccounts.equals("true")) {
            throw Problem.badParameter("openAccounts", "true or false");
        }
        return true;
    }

    private static Currency currency(String code) {
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0 && !WithdrawnCurrencies.contains(currency)) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // Told below, together with those that no account can be held in.
        }
        throw Problem.badParameter("currency", "an ISO 4217 code of a currency in use, such as CZK");
    }

    private static BigDecimal limit(@Nullable String overdraftLimit, Currency currency) {
        if (overdraftLimit == null) {
            return BigDecimal.ZERO;
        }
        if (!LIMIT.matcher(overdraftLimit).matches()) {
            throw Problem.badParameter("overdraftLimit", "a decimal number, zero or more, such as 5000.00");
        }
        var limit = new BigDecimal(overdraftLimit);
        int decimals = currency.getDefaultFractionDigits();
        if (limit.scale() > decimals) {
            throw Problem.badParameter(
                    "overdraftLimit", "written with no more decimals than %s has: %d".formatted(currency, decimals));
        }
        return limit;
    }

    private static @Nullable String productCode(@Nullable String productCode) {
        if (productCode != null && !PRODUCT_CODE.matcher(productCode).matches()) {
            throw Problem.badParameter("productCode", "1 to 64 printable ASCII characters without spaces");
        }
        return productCode;
    }
}
