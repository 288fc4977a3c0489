package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.accountIsClosed;
import static io.daybook.command.account.domain.AccountRefusals.bearsNoInterest;
import static io.daybook.command.account.domain.AccountRefusals.interestAlreadyPaid;
import static io.daybook.command.account.domain.AccountRefusals.interestPeriodNotOver;
import static io.daybook.command.account.domain.AccountRefusals.interestPeriodOverlaps;
import static io.daybook.command.account.domain.AccountRefusals.interestPeriodUnfit;
import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static io.daybook.command.account.domain.AccountSpecification.euros;
import static io.daybook.command.account.domain.AccountSpecification.event;
import static io.daybook.command.account.domain.AccountSpecification.givenOpenAccounts;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.AccountCommand.PayInterest;
import io.daybook.command.account.domain.AccountCommand.ReverseTransaction;
import io.daybook.command.account.domain.InterestAccrual.Accrued;
import io.daybook.command.account.domain.ValueDatedBalances.DayEnd;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.product.domain.Product;
import io.daybook.command.product.domain.Product.TermsFrom;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.DayCount;
import io.daybook.events.Money;
import io.daybook.events.ProductTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterestHistoryTest {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final LocalDate JAN_1 = LocalDate.parse("2026-01-01");
    private static final LocalDate JAN_31 = LocalDate.parse("2026-01-31");
    private static final LocalDate FEB_1 = LocalDate.parse("2026-02-01");
    private static final LocalDate FEB_28 = LocalDate.parse("2026-02-28");
    private static final LocalDate MAR_1 = LocalDate.parse("2026-03-01");

    /** Ten thousand at 3.65 % on actual days over 365 are a euro a day, which makes every sum below plain to see. */
    private static final ProductTerms A_EURO_A_DAY = terms("3.65", "7.30", DayCount.ACT_365);

    private static final MoneyDeposited TEN_THOUSAND = new MoneyDeposited(euros("10000"), null);
    private static final PayInterest JANUARY = new PayInterest(ADA, "SAVINGS", JAN_1, JAN_31);
    private static final PayInterest FEBRUARY = new PayInterest(ADA, "SAVINGS", FEB_1, FEB_28);

    private static ProductTerms terms(String annualRate, String overdraftRate, DayCount dayCount) {
        return new ProductTerms(new BigDecimal(annualRate), new BigDecimal(overdraftRate), dayCount, euros("0"));
    }

    private static AccountSpecification givenSavings() {
        return givenOpenAccounts().product("SAVINGS", A_EURO_A_DAY);
    }

    private static InterestPaid paid(LocalDate from, LocalDate to, String earned, String charged) {
        return new InterestPaid(from, to, euros(earned), euros(charged));
    }

    private static Accrued accrued(ProductTerms terms, LocalDate from, LocalDate to, DayEnd... dayEnds) {
        return InterestAccrual.over(List.of(dayEnds), new Product("P", EURO, false, terms, List.of()), from, to);
    }

    private static DayEnd dayEnd(String date, String balance) {
        return new DayEnd(LocalDate.parse(date), euros(balance));
    }

    @ParameterizedTest
    @CsvSource({
        // 1000.00 x 2.5 % x 90 / 365 = 6.1643…
        "ACT_365,      2026-01-01, 2026-03-31, 6.16",
        // 1000.00 x 2.5 % x 90 / 360 = 6.25
        "ACT_360,      2026-01-01, 2026-03-31, 6.25",
        // 1000.00 x 2.5 % x (1 / 365 + 60 / 366) = 0.0684… + 4.0983… = 4.1668…
        "ACT_ACT,      2023-12-31, 2024-02-29, 4.17",
        // 1000.00 x 2.5 % x 60 / 360 = 4.1666…: February has thirty days
        "THIRTY_E_360, 2026-01-01, 2026-02-28, 4.17",
        "THIRTY_E_360, 2026-01-01, 2026-03-31, 6.25",
    })
    void interest_by_each_convention_equals_what_was_computed_by_hand(
            DayCount dayCount, LocalDate from, LocalDate to, BigDecimal earned) {
        var accrued = accrued(terms("2.5", "0", dayCount), from, to, dayEnd("2020-01-01", "1000.00"));

        assertThat(accrued.earned().value()).isEqualByComparingTo(earned);
        assertThat(accrued.charged().isZero()).isTrue();
    }

    @Test
    void half_a_cent_is_rounded_up_once_at_the_end_of_the_period() {
        // 36.50 at 5 % is exactly half a cent a day: three days are 1.5 cents.
        var terms = terms("5", "5", DayCount.ACT_365);

        assertThat(accrued(terms, JAN_1, JAN_1.plusDays(2), dayEnd("2026-01-01", "36.50")))
                .isEqualTo(new Accrued(euros("0.02"), euros("0.00")));
        assertThat(accrued(terms, JAN_1, JAN_1, dayEnd("2026-01-01", "-36.50")))
                .isEqualTo(new Accrued(euros("0.00"), euros("0.01")));
        assertThat(accrued(terms, JAN_1, JAN_1.plusDays(3), dayEnd("2026-01-01", "36.50")))
                .isEqualTo(new Accrued(euros("0.02"), euros("0.00")));
    }

    @Test
    void each_day_counts_with_its_own_balance_and_its_own_terms() {
        var product = new Product(
                "P",
                EURO,
                false,
                A_EURO_A_DAY,
                List.of(new TermsFrom(JAN_1.plusDays(20), terms("7.30", "0", DayCount.ACT_365))));
        var dayEnds =
                List.of(dayEnd("2026-01-11", "10000"), dayEnd("2026-01-16", "-10000"), dayEnd("2026-01-21", "10000"));

        // Ten days of nothing, five of a euro, five of minus two, eleven of two euros by the terms of the 21st.
        assertThat(InterestAccrual.over(dayEnds, product, JAN_1, JAN_31))
                .isEqualTo(new Accrued(euros("27.00"), euros("10.00")));
    }

    @Test
    void interest_is_paid_for_the_day_ends_of_a_period_and_counts_from_the_day_after() {
        var given = givenSavings().and(TEN_THOUSAND, JAN_1);

        given.when(JANUARY).thenExactly(new NewEvent(ADA, paid(JAN_1, JAN_31, "31.00", "0.00"), FEB_1));
    }

    @Test
    void interest_is_paid_once() {
        var given = givenSavings().and(TEN_THOUSAND, JAN_1).after(JANUARY);

        given.when(JANUARY).thenRefused(interestAlreadyPaid(JAN_1, JAN_31));
    }

    @Test
    void interest_earns_interest_in_the_next_period() {
        var given = givenSavings().and(TEN_THOUSAND, JAN_1).after(JANUARY);

        // 10031.00 x 3.65 % x 28 / 365 = 28.0868
        given.when(FEBRUARY).thenExactly(new NewEvent(ADA, paid(FEB_1, FEB_28, "28.09", "0.00"), MAR_1));
    }

    @Test
    void a_backdated_entry_makes_the_next_run_pay_the_difference_and_is_named_for_it() {
        var given = givenSavings().and(TEN_THOUSAND, JAN_1).after(JANUARY);
        given.and(TEN_THOUSAND, JAN_1.plusDays(10));

        given.when(JANUARY).thenExactly(new NewEvent(ADA, paid(JAN_1, JAN_31, "21.00", "0.00"), FEB_1, event(3)));
        given.after(JANUARY).when(JANUARY).thenRefused(interestAlreadyPaid(JAN_1, JAN_31));
    }

    @Test
    void a_reversal_takes_back_the_interest_that_the_entry_earned() {
        var given =
                givenSavings().and(TEN_THOUSAND, JAN_1).and(TEN_THOUSAND, JAN_1).after(JANUARY);
        given.after(new ReverseTransaction(given.original(event(2))));

        given.when(JANUARY).thenExactly(new NewEvent(ADA, paid(JAN_1, JAN_31, "-31.00", "0.00"), FEB_1, event(4)));
    }

    @Test
    void a_difference_goes_on_into_the_periods_paid_since_and_into_the_new_one() {
        var given = givenSavings()
                .and(new MoneyDeposited(euros("1000000"), null), JAN_1)
                .after(JANUARY)
                .after(FEBRUARY);
        given.and(new MoneyDeposited(euros("1000000"), null), JAN_1);

        // January: 3100.00 more. February: (1000000 + 3100) x 3.65 % x 28 / 365 = 2808.68 more.
        given.when(FEBRUARY)
                .thenExactly(
                        new NewEvent(ADA, paid(JAN_1, JAN_31, "3100.00", "0.00"), FEB_1, event(4)),
                        new NewEvent(ADA, paid(FEB_1, FEB_28, "2808.68", "0.00"), MAR_1, event(4)));
    }

    @Test
    void each_late_entry_is_named_for_its_own_difference() {
        var given = givenSavings().and(TEN_THOUSAND, JAN_1).after(JANUARY);
        given.and(TEN_THOUSAND, JAN_31).and(new MoneyWithdrawn(euros("5000"), null), JAN_31.minusDays(1));

        given.when(JANUARY)
                .thenExactly(
                        new NewEvent(ADA, paid(JAN_1, JAN_31, "1.00", "0.00"), FEB_1, event(3)),
                        new NewEvent(ADA, paid(JAN_1, JAN_31, "-1.00", "0.00"), FEB_1, event(4)));
    }

    @Test
    void terms_that_change_for_a_period_that_is_paid_make_a_difference_that_no_entry_is_named_for() {
        var given = givenSavings().and(TEN_THOUSAND, JAN_1).after(JANUARY);
        given.product(new Product(
                "SAVINGS",
                EURO,
                false,
                A_EURO_A_DAY,
                List.of(new TermsFrom(JAN_31, terms("7.30", "0", DayCount.ACT_365)))));

        given.when(JANUARY).thenExactly(new NewEvent(ADA, paid(JAN_1, JAN_31, "1.00", "0.00"), FEB_1));
    }

    @Test
    void an_overdraft_is_charged_and_may_breach_the_limit_which_the_log_says() {
        var given = givenSavings().opened(ADA, "10000", "EUR").and(new MoneyWithdrawn(euros("10000"), null), JAN_1);

        given.when(JANUARY)
                .then(
                        FEB_1,
                        paid(JAN_1, JAN_31, "0.00", "62.00"),
                        new OverdraftLimitBreached(FEB_1, euros("-10062.00"), euros("10000")));
    }

    @Test
    void a_period_that_came_to_nothing_is_paid_all_the_same_so_that_a_late_entry_is_noticed() {
        var given = givenSavings().after(JANUARY);

        given.and(TEN_THOUSAND, JAN_31)
                .when(JANUARY)
                .thenExactly(new NewEvent(ADA, paid(JAN_1, JAN_31, "1.00", "0.00"), FEB_1, event(2)));
    }

    @Test
    void periods_are_over_apart_and_at_most_a_year() {
        var given = givenSavings().and(TEN_THOUSAND, JAN_1).after(JANUARY);

        given.when(new PayInterest(ADA, "SAVINGS", FEB_1, TODAY)).thenRefused(interestPeriodNotOver(TODAY, TODAY));
        given.when(new PayInterest(ADA, "SAVINGS", JAN_31, FEB_28)).thenRefused(interestPeriodOverlaps(JAN_1, JAN_31));
        given.when(new PayInterest(ADA, "SAVINGS", JAN_1.minusDays(5), JAN_1.minusDays(1)))
                .thenRefused(interestPeriodOverlaps(JAN_1, JAN_31));
        given.when(new PayInterest(ADA, "SAVINGS", FEB_28, FEB_1)).thenRefused(interestPeriodUnfit(FEB_28, FEB_1));
        given.when(new PayInterest(ADA, "SAVINGS", FEB_28.minusYears(1), FEB_28))
                .thenRefused(interestPeriodUnfit(FEB_28.minusYears(1), FEB_28));
        given.when(new PayInterest(ADA, "SAVINGS", LocalDate.MAX, LocalDate.MAX))
                .thenRefused(interestPeriodNotOver(LocalDate.MAX, TODAY));
        given.when(new PayInterest(ADA, "SAVINGS", LocalDate.MIN, LocalDate.MIN))
                .thenRefused(interestPeriodUnfit(LocalDate.MIN, LocalDate.MIN));
    }

    @Test
    void without_terms_that_bear_interest_none_is_paid() {
        givenOpenAccounts()
                .product("SAVINGS", terms("0", "0", DayCount.ACT_365))
                .when(JANUARY)
                .thenRefused(bearsNoInterest(ADA));
        givenOpenAccounts().when(new PayInterest(ADA, null, JAN_1, JAN_31)).thenRefused(bearsNoInterest(ADA));
        givenSavings().and(new AccountClosed()).when(JANUARY).thenRefused(accountIsClosed(ADA));
    }

    @Test
    void more_late_entries_than_are_remembered_still_come_to_the_right_sum() {
        var given = givenSavings().and(TEN_THOUSAND, JAN_1).after(JANUARY);
        for (int i = 0; i < InterestHistory.LATE_ENTRIES_MAX + 5; i++) {
            given.and(TEN_THOUSAND, JAN_31);
        }

        Money sum = given.when(JANUARY).accepted().stream()
                .map(event -> ((InterestPaid) event.event()).earned())
                .reduce(euros("0"), Money::plus);

        assertThat(sum).isEqualTo(euros(InterestHistory.LATE_ENTRIES_MAX + 5 + ".00"));
    }
}
