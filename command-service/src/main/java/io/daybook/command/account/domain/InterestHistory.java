package io.daybook.command.account.domain;

import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The interest that an account was paid, and the entries since then that may change it.
 *
 * @param periods the periods paid, oldest first, without overlap
 * @param lateEntries the entries recorded after the last payment whose value dates lie in, or before, a period paid; in the
 *     order of booking
 */
public record InterestHistory(List<PaidPeriod> periods, List<LateEntry> lateEntries) {

    /** Nothing paid yet. */
    static final InterestHistory NONE = new InterestHistory(List.of(), List.of());

    /**
     * Late entries that are remembered one by one until the next payment: what more there is still changes the interest, by a
     * difference that names none of them.
     */
    static final int LATE_ENTRIES_MAX = 32;

    /**
     * Interest paid for a period, differences included.
     *
     * @param from its first day
     * @param to its last day
     * @param earned on positive balances
     * @param charged on overdrawn balances
     */
    public record PaidPeriod(LocalDate from, LocalDate to, Money earned, Money charged) {

        boolean isOf(LocalDate otherFrom, LocalDate otherTo) {
            return from.equals(otherFrom) && to.equals(otherTo);
        }

        PaidPeriod plus(InterestPaid paid) {
            return new PaidPeriod(from, to, earned.plus(paid.earned()), charged.plus(paid.charged()));
        }
    }

    /**
     * An entry that came after interest had been paid on the balances it changes.
     *
     * @param eventId the entry
     * @param effectiveDate its value date
     * @param change change of the balance
     */
    public record LateEntry(UUID eventId, LocalDate effectiveDate, Money change) {}

    /** The last day for which interest was paid. */
    Optional<LocalDate> paidThrough() {
        return periods.isEmpty()
                ? Optional.empty()
                : Optional.of(periods.getLast().to());
    }

    /** The interest paid for exactly that period. */
    Optional<PaidPeriod> paidFor(LocalDate from, LocalDate to) {
        return periods.stream().filter(period -> period.isOf(from, to)).findFirst();
    }

    /** After any entry that moved money. */
    InterestHistory afterEntry(UUID eventId, LocalDate effectiveDate, Money change) {
        boolean isLate =
                paidThrough().filter(last -> !effectiveDate.isAfter(last)).isPresent();
        if (!isLate) {
            return this;
        }
        var entries = new ArrayList<>(lateEntries);
        if (entries.size() == LATE_ENTRIES_MAX) {
            entries.removeFirst();
        }
        entries.add(new LateEntry(eventId, effectiveDate, change));
        return new InterestHistory(periods, List.copyOf(entries));
    }

    /** After a payment, which has taken every late entry into account. */
    InterestHistory afterPayment(InterestPaid paid) {
        var after = new ArrayList<>(periods);
        int known = indexOf(paid);
        if (known >= 0) {
            after.set(known, after.get(known).plus(paid));
        } else {
            after.add(new PaidPeriod(paid.from(), paid.to(), paid.earned(), paid.charged()));
        }
        return new InterestHistory(List.copyOf(after), List.of());
    }

    private int indexOf(InterestPaid paid) {
        for (int i = 0; i < periods.size(); i++) {
            if (periods.get(i).isOf(paid.from(), paid.to())) {
                return i;
            }
        }
        return -1;
    }
}
