package io.daybook.projector.balances;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.AccountUnfrozen;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.HoldReleased;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyMovement;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.ApprovalEvent.ActionApproved;
import io.daybook.events.ApprovalEvent.ActionExpired;
import io.daybook.events.ApprovalEvent.ActionRejected;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.BankEntry;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds a batch of events into rows, in memory. Pure: it is handed the rows as they are, and what is to be written is read
 * off it afterwards.
 */
final class BalancesFold {

    /** A row of {@code transactions}. */
    record Line(
            RecordedEvent recorded,
            AccountEvent event,
            BigDecimal amount,
            BigDecimal balance,
            BigDecimal dayBalance,
            LocalDate latestDate,
            @Nullable Instant bookedAt,
            @Nullable UUID counterparty,
            @Nullable String reference) {

        /** The event that this line takes back. */
        @Nullable
        UUID reverses() {
            return isReversal() ? recorded.causationId() : null;
        }

        /** The event because of which this line was recorded, without taking it back. */
        @Nullable
        UUID cause() {
            return isReversal() ? null : recorded.causationId();
        }

        private boolean isReversal() {
            return event instanceof TransactionReversed;
        }
    }

    /** A row of {@code limit_breaches}. */
    record Breach(RecordedEvent recorded, OverdraftLimitBreached breached) {

        /** The version of the debit, on which the breach follows in the stream. */
        long transactionVersion() {
            return recorded.streamVersion() - 1;
        }
    }

    /** A row of {@code approvals}: an action that waits. */
    record Request(RecordedEvent recorded, ActionRequested requested) {

        /** The account that the action concerns, if it concerns one. */
        @Nullable
        UUID accountId() {
            return requested.isOfAccount() ? recorded.streamId() : null;
        }

        /** A field of the action's command, if it has one of that name. */
        @Nullable
        String field(String name) {
            return requested.action().fields().get(name);
        }

        @Nullable
        UUID uuid(String name) {
            String text = field(name);
            return text == null ? null : UUID.fromString(text);
        }

        @Nullable
        LocalDate date(String name) {
            String text = field(name);
            return text == null ? null : LocalDate.parse(text);
        }
    }

    /**
     * End of an action that waited.
     *
     * @param recorded the approval, the rejection or the end of its time
     * @param status the row's status from here on
     */
    record Verdict(UUID approvalId, RecordedEvent recorded, String status) {}

    /** A row of {@code holds}. */
    record Hold(
            UUID accountId,
            FundsHeld held,
            Instant placedAt,
            @Nullable String reason) {

        /** Later than any hold may end; from before that was bounded there are holds that end when no database can say. */
        private static final Instant LATEST_END = Instant.parse("9999-12-31T23:59:59Z");

        /** The time when it ends by itself, as far as it can be stored and shown. */
        @Nullable
        Instant expiresAt() {
            Instant end = held.expiresAt();
            return end == null || end.isBefore(LATEST_END) ? end : LATEST_END;
        }
    }

    /** A row of {@code account_days}. */
    record Day(UUID accountId, LocalDate date, long firstVersion) {}

    /** A row of {@code restated_days}. */
    record RestatedDay(RecordedEvent cause, LocalDate date, BigDecimal previousBalance, BigDecimal balance) {}

    private final Map<UUID, AccountRow> accounts;
    private final Map<UUID, NavigableMap<LocalDate, BigDecimal>> days;
    private final Map<UUID, UUID> lastReversed;
    private final ZoneId zone;

    private final Map<UUID, Holder> holders = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<UUID, Hold> placedHolds = new LinkedHashMap<>();
    private final Set<UUID> endedHolds = new LinkedHashSet<>();
    private final List<Day> newDays = new ArrayList<>();
    private final List<RestatedDay> restatedDays = new ArrayList<>();
    private final List<Breach> breaches = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    /**
     * A fold that begins with these rows.
     *
     * @param accounts the accounts that the events speak of, as far as they are there
     * @param days the closing balances, as known now, of the accounts that have backdated events in the batch: of every day
     *     from the earliest value date in the batch on, and of the one before
     * @param lastReversed of the accounts whose last event was a reversal, the event that it took back
     * @param zone the bank's zone
     */
    BalancesFold(
            Map<UUID, AccountRow> accounts,
            Map<UUID, NavigableMap<LocalDate, BigDecimal>> days,
            Map<UUID, UUID> lastReversed,
            ZoneId zone) {
        this.accounts = new LinkedHashMap<>(accounts);
        this.days = days;
        this.lastReversed = new HashMap<>(lastReversed);
        this.zone = zone;
    }

    /** Takes in the next event of its account. */
    void apply(RecordedEvent recorded, AccountEvent event) {
        AccountRow account = event instanceof AccountOpened opened ? opened(recorded, opened) : follow(recorded);
        accounts.put(
                recorded.streamId(),
                changed(account, recorded, event)
                        .after(recorded.streamVersion(), recorded.position(), recorded.recordedAt()));
        if (event instanceof TransactionReversed reversal) {
            lastReversed.put(recorded.streamId(), reversal.reversedEventId());
        } else {
            lastReversed.remove(recorded.streamId());
        }
    }

    /** Takes in the next event of an action that takes a second person. */
    void apply(RecordedEvent recorded, ApprovalEvent event) {
        if (event.isOfAccount()) {
            accounts.put(
                    recorded.streamId(),
                    follow(recorded).after(recorded.streamVersion(), recorded.position(), recorded.recordedAt()));
            lastReversed.remove(recorded.streamId());
        }
        switch (event) {
            case ActionRequested requested -> requests.add(new Request(recorded, requested));
            case ActionApproved approved -> verdicts.add(new Verdict(approved.requestEventId(), recorded, "APPROVED"));
            case ActionRejected rejected -> verdicts.add(new Verdict(rejected.requestEventId(), recorded, "REJECTED"));
            case ActionExpired expired -> verdicts.add(new Verdict(expired.requestEventId(), recorded, "EXPIRED"));
        }
    }

    Map<UUID, AccountRow> accounts() {
        return accounts;
    }

    /** The holders of the accounts that the batch opens. */
    Map<UUID, Holder> holders() {
        return holders;
    }

    List<Line> lines() {
        return lines;
    }

    Map<UUID, Hold> placedHolds() {
        return placedHolds;
    }

    Set<UUID> endedHolds() {
        return endedHolds;
    }

    List<Day> newDays() {
        return newDays;
    }

    List<RestatedDay> restatedDays() {
        return restatedDays;
    }

    List<Breach> breaches() {
        return breaches;
    }

    List<Request> requests() {
        return requests;
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    private AccountRow changed(AccountRow account, RecordedEvent recorded, AccountEvent event) {
        return switch (event) {
            case MoneyDeposited deposited -> moved(account, recorded, deposited, null, deposited.reference());
            case MoneyWithdrawn withdrawn -> moved(account, recorded, withdrawn, null, withdrawn.reference());
            case TransferSent sent -> moved(account, recorded, sent, sent.toAccountId(), sent.reference());
            case TransferReceived received ->
                moved(account, recorded, received, received.fromAccountId(), received.reference());
            case FundsHeld held -> placed(account, recorded, held);
            case HoldCaptured captured ->
                moved(account, recorded, captured, null, captured.reference())
                        .heldMore(ended(captured.holdId(), captured.amount().plus(captured.released())));
            case BankEntry entry -> moved(account, recorded, entry, null, entry.reference());
            case MoneyMovement movement -> moved(account, recorded, movement, null, null);
            case HoldReleased released -> account.heldMore(ended(released.holdId(), released.amount()));
            case OverdraftLimitChanged limit ->
                account.withOverdraftLimit(limit.limit().value());
            case OverdraftLimitBreached breached -> breached(account, recorded, breached);
            case AccountFrozen frozen -> account.withStatus("FROZEN");
            case AccountUnfrozen unfrozen -> account.withStatus("OPEN");
            case AccountClosed closed -> account.withStatus("CLOSED");
            // The opening is the account as it is; events to come that move no money may have no part in this view.
            default -> account;
        };
    }

    private AccountRow opened(RecordedEvent recorded, AccountOpened opened) {
        holders.put(recorded.streamId(), opened.holder());
        Money limit = opened.overdraftLimit();
        BigDecimal zero = Money.zero(limit.currency()).value();
        return new AccountRow(
                recorded.streamId(),
                opened.holder().customerId(),
                opened.productCode(),
                limit.currency().getCurrencyCode(),
                "OPEN",
                zero,
                zero,
                limit.value(),
                null,
                recorded.streamVersion(),
                recorded.position(),
                recorded.recordedAt(),
                recorded.recordedAt());
    }

    private AccountRow follow(RecordedEvent recorded) {
        AccountRow account = accounts.get(recorded.streamId());
        long version = account == null ? 0 : account.version();
        if (account == null || version + 1 != recorded.streamVersion()) {
            throw new IllegalStateException("Event %d of account %s cannot follow on version %d of the view."
                    .formatted(recorded.streamVersion(), recorded.streamId(), version));
        }
        return account;
    }

    private AccountRow moved(
            AccountRow account,
            RecordedEvent recorded,
            MoneyMovement movement,
            @Nullable UUID counterparty,
            @Nullable String reference) {
        BigDecimal change = movement.change().value();
        LocalDate date = recorded.effectiveDate();
        boolean isInOrder = account.isInOrder(date);
        LocalDate latestDate = isInOrder || account.latestDate() == null ? date : account.latestDate();
        AccountRow after = account.moved(change, latestDate);
        BigDecimal dayBalance = isInOrder ? after.balance() : backdated(account, recorded, change);
        if (isInOrder) {
            inOrder(account, recorded, after.balance(), putsRight(recorded, movement));
        }
        lines.add(new Line(
                recorded,
                movement,
                change,
                after.balance(),
                dayBalance,
                latestDate,
                bookedAt(movement),
                counterparty,
                reference));
        return after;
    }

    /** The beginning of the day on which other books had it, so that it has its place among what is recorded at moments. */
    private @Nullable Instant bookedAt(MoneyMovement movement) {
        LocalDate bookedOn = movement.bookedOn();
        return bookedOn == null ? null : bookedOn.atStartOfDay(zone).toInstant();
    }

    /**
     * Tells whether a movement puts an earlier entry right. What is recorded in the place of an entry follows in the stream on
     * the reversal of that entry; a payment that a second person has approved has a cause as well, its request.
     */
    private boolean putsRight(RecordedEvent recorded, MoneyMovement movement) {
        UUID cause = recorded.causationId();
        return cause != null
                && (movement instanceof TransactionReversed
                        || movement instanceof InterestPaid
                        || cause.equals(lastReversed.get(recorded.streamId())));
    }

    private void inOrder(AccountRow account, RecordedEvent recorded, BigDecimal balance, boolean putsRight) {
        LocalDate date = recorded.effectiveDate();
        if (!date.equals(account.latestDate())) {
            newDays.add(new Day(account.accountId(), date, recorded.streamVersion()));
        } else if (putsRight) {
            // What puts an earlier entry right changes what was known of the day, also where the day is the latest one.
            restatedDays.add(new RestatedDay(recorded, date, account.balance(), balance));
        }
        NavigableMap<LocalDate, BigDecimal> known = days.get(account.accountId());
        if (known != null) {
            known.put(date, balance);
        }
    }

    /** Shifts the day, if it has transactions, and every later one; answers with the day's balance. */
    private BigDecimal backdated(AccountRow account, RecordedEvent recorded, BigDecimal change) {
        NavigableMap<LocalDate, BigDecimal> known = days.get(account.accountId());
        if (known == null) {
            throw new IllegalStateException(
                    "The days of account %s are needed and were not loaded.".formatted(account.accountId()));
        }
        LocalDate date = recorded.effectiveDate();
        if (!known.containsKey(date)) {
            Map.Entry<LocalDate, BigDecimal> before = known.lowerEntry(date);
            BigDecimal balance = before == null ? change : before.getValue().add(change);
            newDays.add(new Day(account.accountId(), date, recorded.streamVersion()));
            restate(known.tailMap(date, false), recorded, change);
            known.put(date, balance);
            return balance;
        }
        restate(known.tailMap(date, true), recorded, change);
        return known.floorEntry(date).getValue();
    }

    private void restate(NavigableMap<LocalDate, BigDecimal> from, RecordedEvent cause, BigDecimal change) {
        from.replaceAll((date, previous) -> {
            BigDecimal balance = previous.add(change);
            restatedDays.add(new RestatedDay(cause, date, previous, balance));
            return balance;
        });
    }

    private AccountRow placed(AccountRow account, RecordedEvent recorded, FundsHeld held) {
        placedHolds.put(held.holdId(), new Hold(account.accountId(), held, recorded.recordedAt(), recorded.reason()));
        return account.heldMore(held.amount().value());
    }

    private AccountRow breached(AccountRow account, RecordedEvent recorded, OverdraftLimitBreached breached) {
        breaches.add(new Breach(recorded, breached));
        return account;
    }

    private BigDecimal ended(UUID holdId, Money amount) {
        if (placedHolds.remove(holdId) == null) {
            endedHolds.add(holdId);
        }
        return amount.value().negate();
    }
}
