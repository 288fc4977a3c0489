package io.daybook.query.summaries;

import io.daybook.query.privacy.DecryptedTexts;
import io.daybook.query.privacy.Withheld;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account's balance and other totals. Amounts are in major units of its currency.
 *
 * @param balance the sum of all its transactions
 * @param available amount that may leave it: the balance less what is held, plus the overdraft limit
 * @param held amount that its holds set aside; one whose time is over counts until its end is in the log
 * @param overdraftLimit amount by which the balance may go below zero
 * @param transactions number of times that the balance has moved
 * @param latestDate the latest value date of a transaction, null before the first
 * @param version the stream version of the last event that is in here
 * @param position the log position of that event
 */
record SummaryResponse(
        UUID accountId,
        Holder holder,
        @Nullable String productCode,
        String currency,
        Status status,
        BigDecimal balance,
        BigDecimal available,
        BigDecimal held,
        BigDecimal overdraftLimit,
        long transactions,
        @Nullable LocalDate latestDate,
        long version,
        long position,
        Instant openedAt,
        Instant updatedAt) {

    /**
     * Holder of the account.
     *
     * @param name as the holder writes it; null if it is withheld
     * @param withheld reason why the name is withheld; null if it is not
     */
    @Schema(name = "SummaryHolder")
    record Holder(@Nullable String name, @Nullable Withheld withheld) {

        /** The holder with the name opened. */
        static Holder of(String sealedName, DecryptedTexts opened) {
            return new Holder(opened.text(sealedName), opened.withheld(sealedName));
        }
    }

    /** Status of an account. */
    enum Status {
        /** Money may come and go. */
        OPEN,
        /** Money may come, none may go. */
        FROZEN,
        /** No movement is possible any more. */
        CLOSED
    }
}
