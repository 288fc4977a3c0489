package io.daybook.command.imports;

import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.imports.file.ImportFormat;
import io.daybook.command.imports.file.ImportOption;
import io.daybook.command.log.Fingerprint;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Request to import a file.
 *
 * @param importId names the import
 * @param format format of the file
 * @param source origin of the file; within it the lines' identifiers are unique
 * @param actor person or program that uploads it
 * @param terms on which unknown accounts are opened, or null if they are not
 * @param options permissions to read the file otherwise than as it stands
 */
record ImportRequest(
        UUID importId,
        ImportFormat format,
        String source,
        String actor,
        @Nullable Terms terms,
        Set<ImportOption> options) {

    /**
     * A digest of all that is asked for, by which another request under the same idempotency key is told apart.
     *
     * @param file the SHA-256 of the file
     */
    Fingerprint fingerprint(byte[] file) {
        String asked = "%s %s %s".formatted(format, source, terms == null ? "" : terms.asked());
        // Without options as it was before there were any: requests from then are recognized.
        String optionsAsked = options.isEmpty() ? "" : " " + ImportOption.text(options);
        return Fingerprint.of((asked + optionsAsked).getBytes(StandardCharsets.UTF_8), file);
    }

    /**
     * The terms on which an unknown account is opened.
     *
     * @param currency its currency
     * @param overdraftLimit amount by which it may go below zero, in major units
     * @param productCode the product it is opened under, if any
     */
    record Terms(
            Currency currency,
            BigDecimal overdraftLimit,
            @Nullable String productCode) {

        private String asked() {
            return "%s %s %s"
                    .formatted(
                            currency,
                            overdraftLimit.stripTrailingZeros().toPlainString(),
                            productCode == null ? "" : productCode);
        }

        /** Opens an account whose holder's name the file does not tell. */
        OpenAccount opening(UUID accountId, String account, @Nullable LocalDate effectiveDate) {
            // The file does not tell which accounts have the same holder, so each is a customer of its own.
            var holder = new Holder(accountId.toString(), "Account " + account, null, null);
            // Of imports from before zeros counted, the limit may have more of them than the currency has decimals.
            BigDecimal limit = Money.withoutTrailingZeros(overdraftLimit);
            return new OpenAccount(accountId, holder, productCode, currency, limit, effectiveDate);
        }
    }
}
