package io.daybook.command.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Value dates that a caller may choose.
 *
 * @param isCustomer whether the caller is a customer, who chooses none
 * @param mayBackdate whether the caller may choose days before today
 * @param backDaysMax how many days before today at most, for whoever may; null if that is not limited
 */
public record ValueDatePermission(
        boolean isCustomer, boolean mayBackdate, @Nullable Integer backDaysMax) {

    /** The refusal to choose that value date, on that day. */
    Optional<Refusal> require(LocalDate valueDate, LocalDate today) {
        if (isCustomer) {
            return Optional.of(
                    Refusal.notAllowedToCaller(
                            "value-date-not-allowed",
                            "Customers give no effectiveDate: the value date is today. Send it without, under a new Idempotency-Key."));
        }
        if (!valueDate.isBefore(today)) {
            return Optional.empty();
        }
        if (!mayBackdate) {
            return Optional.of(Refusal.notAllowedToCaller(
                    "value-date-not-allowed",
                    "The effectiveDate %s is before today, %s, which needs the scope accounts:backdate."
                            .formatted(valueDate, today)));
        }
        return backDaysMax != null && valueDate.isBefore(today.minusDays(backDaysMax))
                ? Optional.of(Refusal.againstTheRules(
                        "value-date-outside-window",
                        "The effectiveDate %s is before %s: this bank dates back by %d days at most. History is imported."
                                .formatted(valueDate, today.minusDays(backDaysMax), backDaysMax)))
                : Optional.empty();
    }
}
