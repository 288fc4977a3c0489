package io.daybook.projector.reporting;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyMovement;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds a batch of events into postings and what they add to the running totals, in memory. Pure: it is handed the rows as
 * they are, and what is to be written is read off it afterwards.
 */
final class ReportingFold {

    /** Number of positions that a row of {@code ledger_blocks} spans, as the comment there says. */
    static final int BLOCK_POSITIONS = 4096;

    /** Order of a day's totals. */
    enum Axis {
        /** The value date. */
        VALUE,
        /** The day on which other books had it, or else the day of recording in the bank's zone. */
        BOOKING
    }

    /** An event that has been posted, for a reversal to take back and a correction to name. */
    record Original(String operation, List<Leg> legs) {}

    /** A row of {@code postings}. */
    record Posting(
            RecordedEvent recorded,
            int number,
            @Nullable String reversedOperation,
            Leg leg,
            @Nullable String productCode,
            LocalDate bookingDate) {}

    /** Sums of debits and of credits, both zero or more. */
    record Sides(Money debit, Money credit) {

        static Sides of(Money amount) {
            Money nothing = Money.zero(amount.currency());
            return amount.isPositive() ? new Sides(amount, nothing) : new Sides(nothing, amount.negated());
        }

        Sides plus(Sides other) {
            return new Sides(debit.plus(other.debit), credit.plus(other.credit));
        }
    }

    /** Number of events, and the amount that they moved. */
    record Total(long events, Flow flow) {

        Total plus(Total other) {
            return new Total(events + other.events, flow.plus(other.flow));
        }
    }

    /** The key of a row of {@code ledger_days}. */
    record LedgerDay(Axis axis, LocalDate day, Currency currency, LedgerAccount account) {}

    /** The key of a row of {@code ledger_blocks}. */
    record LedgerBlock(long block, Currency currency, LedgerAccount account) {}

    /** The key of a row of {@code daily_totals}. */
    record DailyTotal(
            Axis axis,
            LocalDate day,
            String productCode,
            Currency currency,
            String operation,
            String reversedOperation) {}

    /** The key of a row of {@code account_days}. */
    record AccountDay(Axis axis, LocalDate day, UUID accountId) {}

    private final Map<UUID, AccountRow> accounts;
    private final Map<UUID, Original> originals;
    private final ZoneId zone;

    private final List<Posting> postings = new ArrayList<>();
    private final Map<LedgerDay, Sides> ledgerDays = new HashMap<>();
    private final Map<LedgerBlock, Sides> ledgerBlocks = new HashMap<>();
    private final Map<DailyTotal, Total> dailyTotals = new HashMap<>();
    private final Map<AccountDay, Total> accountDays = new HashMap<>();

    /**
     * A fold that begins with these rows.
     *
     * @param accounts the accounts that the events speak of, as far as they are there
     * @param originals transactions that the batch takes back or puts right and the view already has, by event id
     * @param zone the bank's zone
     */
    ReportingFold(Map<UUID, AccountRow> accounts, Map<UUID, Original> originals, ZoneId zone) {
        this.accounts = new LinkedHashMap<>(accounts);
        this.originals = new HashMap<>(originals);
        this.zone = zone;
    }

    /** Takes in the next event of its account. */
    void apply(RecordedEvent recorded, AccountEvent event) {
        LocalDate bookingDate = bookingDate(recorded, event);
        AccountRow account =
                event instanceof AccountOpened opened ? opened(recorded, opened, bookingDate) : known(recorded);
        List<Leg> legs = PostingRules.legs(event, reversed -> original(reversed).legs());
        accounts.put(recorded.streamId(), changed(account, recorded, event, bookingDate));
        if (!legs.isEmpty()) {
            originals.put(recorded.eventId(), new Original(recorded.type(), legs));
            String reversed = event instanceof TransactionReversed reversal
                    ? original(reversal.reversedEventId()).operation()
                    : null;
            post(recorded, reversed, legs, account, bookingDate);
            count(recorded, reversed, flow(event, legs, account), account, bookingDate);
        }
    }

    private LocalDate bookingDate(RecordedEvent recorded, AccountEvent event) {
        return event instanceof MoneyMovement movement
                ? movement.bookingDate(recorded.recordedAt(), zone)
                : LocalDate.ofInstant(recorded.recordedAt(), zone);
    }

    Map<UUID, AccountRow> accounts() {
        return accounts;
    }

    List<Posting> postings() {
        return postings;
    }

    Map<LedgerDay, Sides> ledgerDays() {
        return ledgerDays;
    }

    Map<LedgerBlock, Sides> ledgerBlocks() {
        return ledgerBlocks;
    }

    Map<DailyTotal, Total> dailyTotals() {
        return dailyTotals;
    }

    Map<AccountDay, Total> accountDays() {
        return accountDays;
    }

    private static AccountRow opened(RecordedEvent recorded, AccountOpened opened, LocalDate bookingDate) {
        Money zero = Money.zero(opened.overdraftLimit().currency());
        return new AccountRow(
                recorded.streamId(),
                opened.productCode(),
                zero.currency().getCurrencyCode(),
                zero.value(),
                false,
                recorded.effectiveDate(),
                recorded.effectiveDate(),
                bookingDate,
                false);
    }

    private AccountRow known(RecordedEvent recorded) {
        AccountRow account = accounts.get(recorded.streamId());
        if (account == null) {
            throw new IllegalStateException("Event %d of account %s came before its opening."
                    .formatted(recorded.streamVersion(), recorded.streamId()));
        }
        return account;
    }

    private Original original(UUID eventId) {
        Original original = originals.get(eventId);
        if (original == null) {
            throw new IllegalStateException("Event %s is taken back and was never posted.".formatted(eventId));
        }
        return original;
    }

    private AccountRow changed(AccountRow account, RecordedEvent recorded, AccountEvent event, LocalDate bookingDate) {
        AccountRow moved = event.balanceChange().map(account::moved).orElse(account);
        if (event instanceof AccountClosed) {
            return moved.closed();
        }
        return isOfTheBank(recorded, event) ? moved : moved.usedByCustomer(recorded.effectiveDate(), bookingDate);
    }

    /**
     * Tells whether nobody but the bank moved money: interest, fees, and what puts an earlier entry right, which names it. A
     * payment that a second person has approved names its request, which posted nothing.
     */
    private boolean isOfTheBank(RecordedEvent recorded, AccountEvent event) {
        boolean isCustomers = event instanceof MoneyDeposited
                || event instanceof MoneyWithdrawn
                || event instanceof HoldCaptured
                || event instanceof TransferSent
                || event instanceof TransferReceived;
        return !isCustomers || (recorded.causationId() != null && originals.containsKey(recorded.causationId()));
    }

    private static Flow flow(AccountEvent event, List<Leg> legs, AccountRow account) {
        Currency currency = account.money().currency();
        return event instanceof TransactionReversed
                ? Flow.of(legs.stream().map(Leg::opposite).toList(), currency).negated()
                : Flow.of(legs, currency);
    }

    private void post(
            RecordedEvent recorded,
            @Nullable String reversed,
            List<Leg> legs,
            AccountRow account,
            LocalDate bookingDate) {
        Currency currency = account.money().currency();
        long block = recorded.position() / BLOCK_POSITIONS;
        int number = 0;
        for (Leg leg : legs) {
            Sides sides = Sides.of(leg.amount());
            postings.add(new Posting(recorded, ++number, reversed, leg, account.productCode(), bookingDate));
            ledgerBlocks.merge(new LedgerBlock(block, currency, leg.account()), sides, Sides::plus);
            for (Axis axis : Axis.values()) {
                LocalDate day = day(axis, recorded, bookingDate);
                ledgerDays.merge(new LedgerDay(axis, day, currency, leg.account()), sides, Sides::plus);
            }
        }
    }

    private void count(
            RecordedEvent recorded, @Nullable String reversed, Flow flow, AccountRow account, LocalDate bookingDate) {
        var total = new Total(1, flow);
        for (Axis axis : Axis.values()) {
            LocalDate day = day(axis, recorded, bookingDate);
            var key = new DailyTotal(
                    axis,
                    day,
                    orEmpty(account.productCode()),
                    account.money().currency(),
                    recorded.type(),
                    orEmpty(reversed));
            dailyTotals.merge(key, total, Total::plus);
            accountDays.merge(new AccountDay(axis, day, account.accountId()), total, Total::plus);
        }
    }

    private static LocalDate day(Axis axis, RecordedEvent recorded, LocalDate bookingDate) {
        return switch (axis) {
            case VALUE -> recorded.effectiveDate();
            case BOOKING -> bookingDate;
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
