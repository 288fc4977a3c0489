package io.daybook.command.customer.domain;

import io.daybook.command.decision.CustomerAccount;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Times that the law, or the bank, sets for erasures.
 *
 * @param retention time for which the data is kept after the customer's last account was closed
 * @param waitingTime time between the agreement of two people and the erasure
 */
public record ErasureRules(Period retention, Duration waitingTime) {

    /** The first day on which the data may be erased, by accounts that are all closed; nothing if there are no accounts. */
    Optional<LocalDate> keptUntil(Collection<CustomerAccount> accounts) {
        return accounts.stream()
                .map(CustomerAccount::closedOn)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(lastClosing -> lastClosing.plus(retention));
    }
}
