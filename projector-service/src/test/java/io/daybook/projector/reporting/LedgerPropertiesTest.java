package io.daybook.projector.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.BankEntry;
import io.daybook.events.BankEntry.FeeReversed;
import io.daybook.events.BankEntry.InterestChargeReversed;
import io.daybook.events.BankEntry.InterestCharged;
import io.daybook.events.BankEntry.InterestCreditReversed;
import io.daybook.events.BankEntry.InterestCredited;
import io.daybook.events.BankEntry.TaxReversed;
import io.daybook.events.BankEntry.TaxWithheld;
import io.daybook.events.Money;
import io.daybook.projector.reporting.Book.Entry;
import io.daybook.projector.reporting.ReportingFold.Axis;
import io.daybook.projector.reporting.ReportingFold.LedgerBlock;
import io.daybook.projector.reporting.ReportingFold.LedgerDay;
import io.daybook.projector.reporting.ReportingFold.Posting;
import io.daybook.projector.reporting.ReportingFold.Sides;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LedgerPropertiesTest {

    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-01");
    private static final List<Currency> CURRENCIES = List.of(Currency.getInstance("EUR"), Currency.getInstance("JPY"));
    private static final int ACCOUNTS = 6;
    private static final int DAYS = 30;
    private static final int TRIES = 200;

    enum Kind {
        DEPOSIT,
        WITHDRAWAL,
        CAPTURE,
        TRANSFER,
        FEE,
        BANK_ENTRY,
        INTEREST,
        REVERSAL
    }

    /** Something that a customer or the bank did; {@code other} chooses a second account, or what to take back. */
    record Act(Kind kind, int account, int other, int amount, int day) {}

    @Provide
    Arbitrary<List<Act>> acts() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, ACCOUNTS - 1),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(1, 100_000),
                        Arbitraries.integers().between(0, DAYS - 1))
                .as(Act::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = TRIES)
    void the_trial_balance_is_zero_at_every_position(
            @ForAll("acts") List<Act> acts, @ForAll @IntRange(min = 1, max = 20) int batch) {
        Book book = booked(history(acts), batch);

        var sums = new HashMap<Currency, BigDecimal>();
        long position = 0;
        for (Posting posting : book.postings) {
            if (posting.recorded().position() != position) {
                assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isZero());
            }
            position = posting.recorded().position();
            Money amount = posting.leg().amount();
            sums.merge(amount.currency(), amount.value(), BigDecimal::add);
        }
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isZero());
    }

    @Property(tries = TRIES)
    void running_totals_are_the_sums_of_the_postings(
            @ForAll("acts") List<Act> acts, @ForAll @IntRange(min = 1, max = 20) int batch) {
        Book book = booked(history(acts), batch);

        var days = new HashMap<LedgerDay, Sides>();
        var blocks = new HashMap<LedgerBlock, Sides>();
        for (Posting posting : book.postings) {
            Leg leg = posting.leg();
            Currency currency = leg.amount().currency();
            Sides sides = Sides.of(leg.amount());
            LocalDate valueDay = posting.recorded().effectiveDate();
            days.merge(new LedgerDay(Axis.VALUE, valueDay, currency, leg.account()), sides, Sides::plus);
            days.merge(new LedgerDay(Axis.BOOKING, posting.bookingDate(), currency, leg.account()), sides, Sides::plus);
            blocks.merge(new LedgerBlock(0, currency, leg.account()), sides, Sides::plus);
        }
        assertThat(book.ledgerDays).isEqualTo(days);
        assertThat(book.ledgerBlocks).isEqualTo(blocks);
    }

    @Property(tries = TRIES)
    void customers_have_what_their_accounts_took_in_less_what_they_gave_out(
            @ForAll("acts") List<Act> acts, @ForAll @IntRange(min = 1, max = 20) int batch) {
        Book book = booked(history(acts), batch);

        for (Currency currency : CURRENCIES) {
            Money owed =
                    balance(book, LedgerAccount.CUSTOMER_DEPOSITS, currency).negated();
            assertThat(book.accounts.values().stream()
                            .map(AccountRow::money)
                            .filter(balance -> balance.currency().equals(currency))
                            .reduce(Money.zero(currency), Money::plus))
                    .isEqualTo(owed);
            for (Axis axis : Axis.values()) {
                assertThat(book.dailyTotals.entrySet().stream()
                                .filter(total -> total.getKey().axis() == axis)
                                .map(total -> total.getValue().flow())
                                .filter(flow -> flow.in().currency().equals(currency))
                                .map(flow -> flow.in().minus(flow.out()))
                                .reduce(Money.zero(currency), Money::plus))
                        .isEqualTo(owed);
            }
        }
    }

    @Property(tries = TRIES)
    void nothing_is_in_transit_once_both_sides_of_every_transfer_are_in(@ForAll("acts") List<Act> acts) {
        Book book = booked(history(acts), 1);

        assertThat(CURRENCIES)
                .allSatisfy(currency -> assertThat(balance(book, LedgerAccount.TRANSFERS_IN_TRANSIT, currency)
                                .isZero())
                        .isTrue());
    }

    @Property(tries = TRIES)
    void the_order_in_which_accounts_arrive_and_the_size_of_batches_change_nothing(
            @ForAll("acts") List<Act> acts, @ForAll @IntRange(min = 1, max = 20) int batch) {
        List<Entry> history = history(acts);
        var byAccount = new ArrayList<>(history);
        byAccount.sort((one, other) ->
                one.recorded().streamId().compareTo(other.recorded().streamId()));

        Book inOrder = booked(history, history.size());
        Book byPartition = booked(byAccount, batch);

        assertThat(byPartition.accounts).isEqualTo(inOrder.accounts);
        assertThat(byPartition.postings).containsExactlyInAnyOrderElementsOf(inOrder.postings);
        assertThat(byPartition.ledgerDays).isEqualTo(inOrder.ledgerDays);
        assertThat(byPartition.ledgerBlocks).isEqualTo(inOrder.ledgerBlocks);
        assertThat(byPartition.dailyTotals).isEqualTo(inOrder.dailyTotals);
        assertThat(byPartition.accountDays).isEqualTo(inOrder.accountDays);
    }

    private static Money balance(Book book, LedgerAccount account, Currency currency) {
        return book.ledgerBlocks.entrySet().stream()
                .filter(block -> block.getKey().account() == account
                        && block.getKey().currency().equals(currency))
                .map(block -> block.getValue().debit().minus(block.getValue().credit()))
                .reduce(Money.zero(currency), Money::plus);
    }

    private static Book booked(List<Entry> history, int batch) {
        var book = new Book();
        for (int from = 0; from < history.size(); from += batch) {
            book.take(history.subList(from, Math.min(history.size(), from + batch)));
        }
        return book;
    }

    /** The accounts' openings and what was done, as events in the order of the log. */
    private static List<Entry> history(List<Act> acts) {
        var history = new ArrayList<Entry>();
        for (int account = 0; account < ACCOUNTS; account++) {
            append(history, account, new AccountOpened(new Holder("Ada"), null, Money.zero(currency(account))), 0);
        }
        Set<UUID> reversed = new HashSet<>();
        for (Act act : acts) {
            Money amount = new Money(BigDecimal.valueOf(act.amount()), currency(act.account()));
            switch (act.kind()) {
                case DEPOSIT -> append(history, act.account(), new MoneyDeposited(amount, null), act.day());
                case WITHDRAWAL -> append(history, act.account(), new MoneyWithdrawn(amount, null), act.day());
                case CAPTURE -> append(history, act.account(), captured(history, amount), act.day());
                case FEE -> append(history, act.account(), new FeeCharged(amount, null), act.day());
                case BANK_ENTRY -> append(history, act.account(), bankEntry(act, amount), act.day());
                case INTEREST -> append(history, act.account(), interest(act, amount), act.day());
                case TRANSFER -> transfer(history, act, amount);
                case REVERSAL -> reverse(history, act, reversed);
            }
        }
        return history;
    }

    private static HoldCaptured captured(List<Entry> history, Money amount) {
        return new HoldCaptured(new UUID(3, history.size()), amount, Money.zero(amount.currency()), null);
    }

    /** Amounts that are now and then negative or nothing, as differences are. */
    private static InterestPaid interest(Act act, Money amount) {
        Money nothing = Money.zero(amount.currency());
        return switch (act.other() % 3) {
            case 0 -> new InterestPaid(FIRST_DAY, FIRST_DAY, amount, amount.negated());
            case 1 -> new InterestPaid(FIRST_DAY, FIRST_DAY, amount.negated(), nothing);
            default -> new InterestPaid(FIRST_DAY, FIRST_DAY, amount, nothing);
        };
    }

    private static BankEntry bankEntry(Act act, Money amount) {
        return switch (act.other() % 7) {
            case 0 -> new InterestCredited(amount, null);
            case 1 -> new InterestCharged(amount, null);
            case 2 -> new InterestCreditReversed(amount, null);
            case 3 -> new InterestChargeReversed(amount, null);
            case 4 -> new FeeReversed(amount, null);
            case 5 -> new TaxWithheld(amount, null);
            default -> new TaxReversed(amount, null);
        };
    }

    private static void transfer(List<Entry> history, Act act, Money amount) {
        var transferId = new UUID(4, history.size());
        int to = (act.account() + 2 * (1 + act.other() % 2)) % ACCOUNTS;
        append(history, act.account(), new TransferSent(transferId, id(to), amount, null), act.day());
        append(history, to, new TransferReceived(transferId, id(act.account()), amount, null), act.day());
    }

    /** Takes back an event, and with one side of a transfer the other. */
    private static void reverse(List<Entry> history, Act act, Set<UUID> reversed) {
        int chosen = act.other() % history.size();
        Entry original = history.get(chosen);
        takeBack(history, original, reversed);
        if (original.event() instanceof TransferSent) {
            takeBack(history, history.get(chosen + 1), reversed);
        }
        if (original.event() instanceof TransferReceived) {
            takeBack(history, history.get(chosen - 1), reversed);
        }
    }

    private static void takeBack(List<Entry> history, Entry original, Set<UUID> reversed) {
        UUID eventId = original.recorded().eventId();
        if (original.event() instanceof TransactionReversed || !reversed.add(eventId)) {
            return;
        }
        original.event()
                .balanceChange()
                .ifPresent(change -> history.add(Book.entry(
                        history.size() + 1L,
                        original.recorded().streamId(),
                        new TransactionReversed(eventId, change.negated()),
                        original.recorded().effectiveDate(),
                        history.size(),
                        eventId)));
    }

    private static void append(List<Entry> history, int account, AccountEvent event, int day) {
        history.add(Book.entry(history.size() + 1L, id(account), event, FIRST_DAY.plusDays(day), history.size(), null));
    }

    private static UUID id(int account) {
        return new UUID(0, account);
    }

    private static Currency currency(int account) {
        return CURRENCIES.get(account % CURRENCIES.size());
    }
}
