package io.daybook.projector.reporting;

import static io.daybook.projector.reporting.LedgerAccount.CASH;
import static io.daybook.projector.reporting.LedgerAccount.CUSTOMER_DEPOSITS;
import static io.daybook.projector.reporting.LedgerAccount.FEE_INCOME;
import static io.daybook.projector.reporting.LedgerAccount.INTEREST_EXPENSE;
import static io.daybook.projector.reporting.LedgerAccount.INTEREST_INCOME;
import static io.daybook.projector.reporting.LedgerAccount.TAX_PAYABLE;
import static io.daybook.projector.reporting.LedgerAccount.TRANSFERS_IN_TRANSIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountClosed;
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
import io.daybook.events.BankEntry.FeeReversed;
import io.daybook.events.BankEntry.InterestChargeReversed;
import io.daybook.events.BankEntry.InterestCharged;
import io.daybook.events.BankEntry.InterestCreditReversed;
import io.daybook.events.BankEntry.InterestCredited;
import io.daybook.events.BankEntry.TaxReversed;
import io.daybook.events.BankEntry.TaxWithheld;
import io.daybook.events.Money;
import io.daybook.projector.reporting.ReportingFold.Axis;
import io.daybook.projector.reporting.ReportingFold.DailyTotal;
import io.daybook.projector.reporting.ReportingFold.Posting;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportingFoldTest {

    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final LocalDate DAY = LocalDate.parse("2026-01-10");

    private final Book book = new Book();
    private long position;

    @BeforeEach
    void open() {
        happened(new AccountOpened(new Holder("Ada"), "CURRENT", euros("0")), DAY, 0);
    }

    @Test
    void money_that_comes_in_is_owed_to_the_customer() {
        assertThat(posted(new MoneyDeposited(euros("10"), null)))
                .containsExactly(leg(CASH, "10"), leg(CUSTOMER_DEPOSITS, "-10"));
    }

    @Test
    void money_that_goes_out_is_no_longer_owed() {
        assertThat(posted(new MoneyWithdrawn(euros("10"), null)))
                .containsExactly(leg(CUSTOMER_DEPOSITS, "10"), leg(CASH, "-10"));
        assertThat(posted(new HoldCaptured(new UUID(3, 1), euros("10"), euros("5"), null)))
                .containsExactly(leg(CUSTOMER_DEPOSITS, "10"), leg(CASH, "-10"));
    }

    @Test
    void a_transfer_is_in_transit_between_its_two_sides() {
        assertThat(posted(new TransferSent(new UUID(4, 1), new UUID(0, 2), euros("10"), null)))
                .containsExactly(leg(CUSTOMER_DEPOSITS, "10"), leg(TRANSFERS_IN_TRANSIT, "-10"));
        assertThat(posted(new TransferReceived(new UUID(4, 1), new UUID(0, 2), euros("10"), null)))
                .containsExactly(leg(TRANSFERS_IN_TRANSIT, "10"), leg(CUSTOMER_DEPOSITS, "-10"));
    }

    @Test
    void a_fee_is_income() {
        assertThat(posted(new FeeCharged(euros("2.50"), null)))
                .containsExactly(leg(CUSTOMER_DEPOSITS, "2.50"), leg(FEE_INCOME, "-2.50"));
    }

    @Test
    void what_banks_entered_elsewhere_is_posted_as_what_it_is() {
        assertThat(posted(new InterestCredited(euros("3"), null)))
                .containsExactly(leg(INTEREST_EXPENSE, "3"), leg(CUSTOMER_DEPOSITS, "-3"));
        assertThat(posted(new InterestCharged(euros("1"), null)))
                .containsExactly(leg(CUSTOMER_DEPOSITS, "1"), leg(INTEREST_INCOME, "-1"));
        assertThat(posted(new TaxWithheld(euros("2"), null)))
                .containsExactly(leg(CUSTOMER_DEPOSITS, "2"), leg(TAX_PAYABLE, "-2"));
    }

    @Test
    void what_banks_gave_back_elsewhere_leaves_the_ledgers_account_that_it_had_come_to() {
        assertThat(posted(new InterestCreditReversed(euros("3"), null)))
                .containsExactly(leg(CUSTOMER_DEPOSITS, "3"), leg(INTEREST_EXPENSE, "-3"));
        assertThat(posted(new InterestChargeReversed(euros("1"), null)))
                .containsExactly(leg(INTEREST_INCOME, "1"), leg(CUSTOMER_DEPOSITS, "-1"));
        assertThat(posted(new FeeReversed(euros("4"), null)))
                .containsExactly(leg(FEE_INCOME, "4"), leg(CUSTOMER_DEPOSITS, "-4"));
        assertThat(posted(new TaxReversed(euros("2"), null)))
                .containsExactly(leg(TAX_PAYABLE, "2"), leg(CUSTOMER_DEPOSITS, "-2"));
    }

    @Test
    void interest_is_expense_as_far_as_it_is_earned_and_income_as_far_as_it_is_charged() {
        assertThat(posted(new InterestPaid(DAY, DAY, euros("3"), euros("1"))))
                .containsExactly(
                        leg(INTEREST_EXPENSE, "3"),
                        leg(CUSTOMER_DEPOSITS, "-3"),
                        leg(CUSTOMER_DEPOSITS, "1"),
                        leg(INTEREST_INCOME, "-1"));
    }

    @Test
    void a_negative_difference_of_interest_posts_the_other_way_round() {
        assertThat(posted(new InterestPaid(DAY, DAY, euros("-3"), euros("0"))))
                .containsExactly(leg(INTEREST_EXPENSE, "-3"), leg(CUSTOMER_DEPOSITS, "3"));
    }

    @Test
    void legs_that_are_alike_are_told_apart_by_their_numbers() {
        posted(new InterestPaid(DAY, DAY, euros("3"), euros("-3")));

        assertThat(book.postings).extracting(Posting::number).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_reversal_posts_the_opposite_of_its_original_in_the_same_batch_or_a_later_one() {
        Book.Entry fee = entry(new FeeCharged(euros("2.50"), null), DAY, 1, null);
        Book.Entry back = entry(new TransactionReversed(fee.recorded().eventId(), euros("2.50")), DAY, 1, null);
        book.take(List.of(fee, back));
        happened(new FeeCharged(euros("4"), null), DAY, 1);

        assertThat(posted(new TransactionReversed(Book.eventId(position), euros("4"))))
                .containsExactly(leg(CUSTOMER_DEPOSITS, "-4"), leg(FEE_INCOME, "4"));
        assertThat(legsAt(back.recorded().position()))
                .containsExactly(leg(CUSTOMER_DEPOSITS, "-2.50"), leg(FEE_INCOME, "2.50"));
        assertThat(book.postings.getLast().reversedOperation()).isEqualTo("FeeCharged");
    }

    @Test
    void a_reversal_of_what_was_never_posted_is_refused() {
        assertThatThrownBy(() -> posted(new TransactionReversed(new UUID(9, 9), euros("4"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never posted");
    }

    @Test
    void a_reversal_of_another_amount_than_its_original_is_refused() {
        happened(new FeeCharged(euros("4"), null), DAY, 1);

        assertThatThrownBy(() -> posted(new TransactionReversed(Book.eventId(position), euros("5"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be posted");
    }

    @Test
    void an_event_before_its_accounts_opening_is_refused() {
        assertThatThrownBy(() -> new Book().take(List.of(entry(new MoneyDeposited(euros("1"), null), DAY, 0, null))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before its opening");
    }

    @Test
    void a_reversal_takes_away_from_the_days_totals_by_value_date_and_leaves_past_booking_dates_alone() {
        happened(new MoneyDeposited(euros("100"), null), DAY, 1);
        UUID deposit = Book.eventId(position);
        Map<DailyTotal, ReportingFold.Total> before = Map.copyOf(book.dailyTotals);

        happened(new TransactionReversed(deposit, euros("-100")), DAY, 5, deposit);

        assertThat(in(Axis.VALUE, DAY)).isEqualTo(euros("0"));
        assertThat(in(Axis.BOOKING, LocalDate.parse("2026-01-02"))).isEqualTo(euros("100"));
        assertThat(in(Axis.BOOKING, LocalDate.parse("2026-01-06"))).isEqualTo(euros("-100"));
        assertThat(book.dailyTotals).containsAllEntriesOf(before);
    }

    @Test
    void only_movements_that_the_bank_did_not_make_itself_end_an_accounts_quiet() {
        happened(new InterestPaid(DAY, DAY, euros("1"), euros("0")), DAY.plusDays(1), 1);
        happened(new FeeCharged(euros("1"), null), DAY.plusDays(2), 2);
        happened(new MoneyDeposited(euros("1"), null), DAY.plusDays(3), 3, Book.eventId(2));
        happened(new InterestCredited(euros("1"), null), DAY.plusDays(4), 3);
        happened(new TaxWithheld(euros("1"), null), DAY.plusDays(4), 3);
        assertThat(account().quietSinceValue()).isEqualTo(DAY);

        happened(new MoneyDeposited(euros("1"), null), DAY.plusDays(9), 4);
        happened(new MoneyWithdrawn(euros("1"), null), DAY.plusDays(5), 5);

        assertThat(account().quietSinceValue()).isEqualTo(DAY.plusDays(9));
        assertThat(account().quietSinceBooking()).isEqualTo(LocalDate.parse("2026-01-06"));
        assertThat(account().money()).isEqualTo(euros("1"));
    }

    @Test
    void what_other_books_had_counts_on_the_day_on_which_they_had_it() {
        LocalDate january = LocalDate.parse("2025-01-31");

        happened(new MoneyDeposited(euros("100"), null).bookedOn(january), DAY, 40);

        assertThat(in(Axis.BOOKING, january)).isEqualTo(euros("100"));
        assertThat(in(Axis.VALUE, DAY)).isEqualTo(euros("100"));
        assertThat(book.postings).extracting(Posting::bookingDate).containsOnly(january);
        assertThat(book.ledgerDays.keySet())
                .filteredOn(day -> day.axis() == Axis.BOOKING)
                .extracting(ReportingFold.LedgerDay::day)
                .containsOnly(january);
    }

    @Test
    void an_account_is_quiet_since_other_books_had_its_last_movement_though_it_was_opened_here_later() {
        LocalDate january = LocalDate.parse("2025-01-31");
        assertThat(account().quietSinceBooking()).isEqualTo(LocalDate.parse("2026-01-01"));

        happened(new FeeCharged(euros("1"), null).bookedOn(january.plusDays(9)), DAY, 40);
        happened(new MoneyDeposited(euros("1"), null).bookedOn(january), DAY, 40);
        happened(new MoneyDeposited(euros("1"), null).bookedOn(january.minusDays(5)), DAY, 40);

        assertThat(account().quietSinceBooking()).isEqualTo(january);
    }

    @Test
    void a_payment_that_a_second_person_approved_is_the_customers() {
        happened(new MoneyDeposited(euros("9"), null), DAY, 1);

        happened(new MoneyWithdrawn(euros("9"), null), DAY.plusDays(4), 4, new UUID(5, 1));

        assertThat(account().quietSinceValue()).isEqualTo(DAY.plusDays(4));
        assertThat(account().quietSinceBooking()).isEqualTo(LocalDate.parse("2026-01-05"));
    }

    @Test
    void a_closed_account_stays_known_as_closed() {
        happened(new AccountClosed(), DAY, 1);

        assertThat(account().isClosed()).isTrue();
    }

    private List<Leg> posted(AccountEvent event) {
        happened(event, DAY, 1);
        return legsAt(position);
    }

    private List<Leg> legsAt(long at) {
        return book.postings.stream()
                .filter(posting -> posting.recorded().position() == at)
                .map(Posting::leg)
                .toList();
    }

    private Money in(Axis axis, LocalDate day) {
        return book.dailyTotals.entrySet().stream()
                .filter(total ->
                        total.getKey().axis() == axis && total.getKey().day().equals(day))
                .map(total -> total.getValue().flow().in())
                .reduce(euros("0"), Money::plus);
    }

    private AccountRow account() {
        return assertThat(book.accounts.get(ACCOUNT)).isNotNull().actual();
    }

    private void happened(AccountEvent event, LocalDate effectiveDate, int bookedOn) {
        happened(event, effectiveDate, bookedOn, null);
    }

    private void happened(AccountEvent event, LocalDate effectiveDate, int bookedOn, @Nullable UUID causationId) {
        book.take(List.of(entry(event, effectiveDate, bookedOn, causationId)));
    }

    private Book.Entry entry(AccountEvent event, LocalDate effectiveDate, int bookedOn, @Nullable UUID causationId) {
        return Book.entry(++position, ACCOUNT, event, effectiveDate, bookedOn, causationId);
    }

    private static Leg leg(LedgerAccount account, String amount) {
        return new Leg(account, euros(amount));
    }

    private static Money euros(String value) {
        return Money.of(value, "EUR");
    }
}
