package io.daybook.campaign.check.views;

import io.daybook.campaign.check.LogEvent;
import io.daybook.campaign.check.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The tables of the balances view that value dates make: the days on which an account has transactions, and the balances at the
 * end of days that a late entry restated.
 *
 * <p>The product loads days only for batches with late entries in them, and folds the days of a batch in memory. What it writes
 * must not show that: both tables follow from the order of each account's events alone, and are compared as they stand.
 * Corrections, which restate a day that is not over as well, are nothing that a client of the campaign asks for.
 */
public final class ExpectedDays {

    private final Table accountDays = new Table("balances.account_days");
    private final Table restatedDays = new Table("balances.restated_days");
    private final Map<UUID, NavigableSet<LocalDate>> days = new HashMap<>();

    /** Takes in an event that moved money. */
    void add(LogEvent event, ExpectedAccount book, BigDecimal change) {
        LocalDate day = event.effectiveDate();
        NavigableSet<LocalDate> known = days.computeIfAbsent(book.account(), account -> new TreeSet<>());
        if (known.higher(day) != null) {
            known.tailSet(day).forEach(restated -> restate(event, book, change, restated));
        }
        if (known.add(day)) {
            accountDays.put(book.account() + " " + day, event.streamVersion());
        }
    }

    private void restate(LogEvent event, ExpectedAccount book, BigDecimal change, LocalDate day) {
        BigDecimal balance = book.balanceAt(day);
        restatedDays.put(
                "%s %s %d".formatted(book.account(), day, event.streamVersion()),
                balance.subtract(change),
                balance,
                event.eventId(),
                event.recordedAt());
    }

    /** All of the tables, as of the last event that was taken in. */
    List<Table> tables() {
        return List.of(accountDays, restatedDays);
    }
}
