package io.daybook.command.account.domain;

import io.daybook.events.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

/**
 * Above how much a payment takes a second person.
 *
 * @param byCurrency in major units; a currency that is not in here has no threshold
 */
public record ApprovalThresholds(Map<Currency, BigDecimal> byCurrency) {

    /** Keeps the thresholds as they are now. */
    public ApprovalThresholds {
        byCurrency = Map.copyOf(byCurrency);
    }

    /** Tells whether that much takes a second person. */
    boolean areBelow(Money amount) {
        BigDecimal threshold = byCurrency.get(amount.currency());
        return threshold != null && amount.value().compareTo(threshold) > 0;
    }
}
