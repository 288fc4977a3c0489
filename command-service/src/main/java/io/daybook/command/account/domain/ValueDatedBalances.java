package io.daybook.command.account.domain;

import io.daybook.events.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An account's balance along its value dates, as known now: the second axis of time, beside the order of booking.
 *
 * <p>The closing balance of the latest day is the account's balance, and is not repeated here. So a movement on the latest
 * day, which nearly all are, costs nothing; one on a new day adds an entry; a backdated one shifts the days after it.
 *
 * @param first the account's first day: that of its opening, or of its earliest entry if that is from before the rule that
 *     none comes before the opening, so that an import that was under way then goes on
 * @param latest the latest value date of any movement, or the opening's before the first
 * @param earlier the closing balances of the days before it on which money moved, oldest first
 */
public record ValueDatedBalances(LocalDate first, LocalDate latest, List<DayEnd> earlier) {

    /**
     * A closing balance.
     *
     * @param date the day
     * @param balance the balance at its end
     */
    public record DayEnd(LocalDate date, Money balance) {}

    static ValueDatedBalances startingOn(LocalDate date) {
        return new ValueDatedBalances(date, date, List.of());
    }

    /**
     * The value dates after a movement.
     *
     * @param change amount that moved, negative if it left
     * @param balance the account's balance before it
     * @param date its value date
     */
    ValueDatedBalances moved(Money change, Money balance, LocalDate date) {
        if (date.equals(latest)) {
            return this;
        }
        if (date.isAfter(latest)) {
            var days = new ArrayList<DayEnd>(earlier.size() + 1);
            days.addAll(earlier);
            days.add(new DayEnd(latest, balance));
            return new ValueDatedBalances(first, date, List.copyOf(days));
        }
        return new ValueDatedBalances(date.isBefore(first) ? date : first, latest, backdated(change, date));
    }

    /** The first day, from the given one on and before the latest, that closed below that balance. */
    Optional<DayEnd> firstDayBelow(Money floor, LocalDate from) {
        return since(from, floor.currency())
                .filter(day -> day.balance().isLessThan(floor))
                .findFirst();
    }

    /**
     * The closing balances from the given day on and before the latest, oldest first. The given day is among them with the
     * balance it inherits from the days before it, even where no money moved on it.
     */
    Stream<DayEnd> since(LocalDate from, Currency currency) {
        if (!from.isBefore(latest)) {
            return Stream.empty();
        }
        int firstAfter = firstAfter(from);
        Money balanceOnDay = firstAfter == 0
                ? Money.zero(currency)
                : earlier.get(firstAfter - 1).balance();
        return Stream.concat(
                Stream.of(new DayEnd(from, balanceOnDay)), earlier.subList(firstAfter, earlier.size()).stream());
    }

    private List<DayEnd> backdated(Money change, LocalDate date) {
        int firstAfter = firstAfter(date);
        var days = new ArrayList<DayEnd>(earlier.size() + 1);
        days.addAll(earlier.subList(0, firstAfter));
        Money before =
                firstAfter == 0 ? Money.zero(change.currency()) : days.getLast().balance();
        if (firstAfter > 0 && days.getLast().date().equals(date)) {
            days.removeLast();
        }
        days.add(new DayEnd(date, before.plus(change)));
        for (DayEnd day : earlier.subList(firstAfter, earlier.size())) {
            days.add(new DayEnd(day.date(), day.balance().plus(change)));
        }
        return List.copyOf(days);
    }

    /** The index of the first entry after that day; the number of entries if there is none. */
    private int firstAfter(LocalDate date) {
        int low = 0;
        int high = earlier.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (earlier.get(middle).date().isAfter(date)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
