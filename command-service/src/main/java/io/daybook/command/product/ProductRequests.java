package io.daybook.command.product;

import static io.daybook.command.http.CommandDispatcher.Body.PURPOSE_CHARS_MAX;
import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.Fields;
import io.daybook.command.http.PrintableText;
import io.daybook.command.product.domain.ProductCommand;
import io.daybook.events.DayCount;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about products. Rates are percentages a year as decimal strings: "2.50". */
final class ProductRequests {

    private static final int NAME_CHARS_MAX = 200;
    private static final int DESCRIPTION_CHARS_MAX = 2_000;

    /** Form of a code: it is used in paths and in file names. */
    static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private ProductRequests() {}

    /** Publishes a product. Terms that are absent are nothing, on actual days over 365. */
    record Publish(
            @Pattern(
                    regexp = CODE,
                    message = "1 to 64 letters, digits, dots, dashes and underscores, the first no mark")
            String code,

            @NotBlank @Size(max = NAME_CHARS_MAX) @PrintableText
            String name,

            @Nullable @Size(max = DESCRIPTION_CHARS_MAX) @PrintableText
            String description,

            String currency,
            @Nullable String annualRate,
            @Nullable String overdraftRate,
            @Nullable DayCount dayCount,
            @Nullable String overdraftLimit,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {

        ProductCommand.Publish command() {
            var terms = terms(annualRate, overdraftRate, dayCount, overdraftLimit);
            return new ProductCommand.Publish(code, name, description, Fields.currency(currency), terms);
        }
    }

    /** Changes the terms of a product, all at once: what is absent is nothing. */
    record Terms(
            @Nullable String annualRate,
            @Nullable String overdraftRate,
            @Nullable DayCount dayCount,
            @Nullable String overdraftLimit,
            @Nullable LocalDate effectiveDate,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {

        ProductCommand.ChangeTerms command(String code) {
            var terms = terms(annualRate, overdraftRate, dayCount, overdraftLimit);
            return new ProductCommand.ChangeTerms(code, terms, effectiveDate);
        }
    }

    /** Says why, and nothing else. */
    record Why(
            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    private static ProductCommand.Terms terms(
            @Nullable String annualRate,
            @Nullable String overdraftRate,
            @Nullable DayCount dayCount,
            @Nullable String overdraftLimit) {
        return new ProductCommand.Terms(
                decimal(annualRate, "/annualRate"),
                decimal(overdraftRate, "/overdraftRate"),
                dayCount == null ? DayCount.ACT_365 : dayCount,
                decimal(overdraftLimit, "/overdraftLimit"));
    }

    private static BigDecimal decimal(@Nullable String value, String pointer) {
        return value == null ? BigDecimal.ZERO : Fields.decimal(value, pointer);
    }
}
