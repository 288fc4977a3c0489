package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.amountTooLarge;
import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.BOB;
import static io.daybook.command.account.domain.AccountSpecification.OPENED;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static io.daybook.command.account.domain.AccountSpecification.amount;
import static io.daybook.command.account.domain.AccountSpecification.euros;
import static io.daybook.command.account.domain.AccountSpecification.event;
import static io.daybook.command.account.domain.AccountSpecification.givenOpenAccounts;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.AccountCommand.ChargeFee;
import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.PayInterest;
import io.daybook.command.account.domain.AccountCommand.ReverseTransaction;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.product.domain.Product;
import io.daybook.command.product.domain.Product.TermsFrom;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.DayCount;
import io.daybook.events.ProductTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BalanceBoundsTest {

    private static final String FULL = "999999999999999999.99";
    private static final MoneyDeposited FULL_IN = new MoneyDeposited(euros(FULL), null);
    private static final MoneyWithdrawn FULL_OUT = new MoneyWithdrawn(euros(FULL), null);
    private static final UUID OPERATION = new UUID(6, 1);
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);

    private static ProductTerms terms(String annualRate, String overdraftRate) {
        return new ProductTerms(
                new BigDecimal(annualRate), new BigDecimal(overdraftRate), DayCount.ACT_365, euros("0"));
    }

    private static PayInterest interestOf(int year) {
        return new PayInterest(ADA, "SAVINGS", LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    @Test
    void a_full_account_takes_no_cent_more_by_whatever_way_it_comes() {
        var given = givenOpenAccounts()
                .and(new MoneyWithdrawn(euros("5.00"), null))
                .and(FULL_IN)
                .and(new MoneyDeposited(euros("5.00"), null))
                .andOfBob(new MoneyDeposited(euros("1.00"), null));

        given.when(new Deposit(ADA, amount("0.01"), null, null)).thenRefused(amountTooLarge(18));
        given.when(new Transfer(OPERATION, BOB, ADA, amount("0.01"), null, null))
                .thenRefused(amountTooLarge(18));
        given.when(new ReverseTransaction(given.original(event(1)))).thenRefused(amountTooLarge(18));
        given.when(new CorrectTransaction(given.original(event(3)), OPERATION, amount("5.01"), null, null))
                .thenRefused(amountTooLarge(18));
        given.when(new CorrectTransaction(given.original(event(3)), OPERATION, amount("4.99"), null, null))
                .accepted();
    }

    @Test
    void an_account_goes_no_further_below_zero_than_above() {
        var given = givenOpenAccounts().and(FULL_OUT).and(new MoneyDeposited(euros("0.01"), null));

        given.when(new ChargeFee(ADA, amount("0.01"), null, null)).accepted();
        given.when(new ChargeFee(ADA, amount("0.02"), null, null)).thenRefused(amountTooLarge(18));
        given.after(new ChargeFee(ADA, amount("0.01"), null, null))
                .when(new ReverseTransaction(given.original(event(2))))
                .thenRefused(amountTooLarge(18));
    }

    @Test
    void a_day_of_the_past_has_no_more_room_than_today() {
        var given = givenOpenAccounts().and(FULL_IN, YESTERDAY).and(FULL_OUT, TODAY);

        given.when(new Deposit(ADA, amount("0.01"), TODAY, null)).accepted();
        given.when(new Deposit(ADA, amount("0.01"), YESTERDAY, null)).thenRefused(amountTooLarge(18));
        given.when(new Deposit(ADA, amount("0.01"), OPENED, null)).thenRefused(amountTooLarge(18));
    }

    @Test
    void interest_stops_where_it_would_take_the_balance_beyond() {
        var given = givenOpenAccounts()
                .product("SAVINGS", terms("100", "0"))
                .and(new MoneyDeposited(euros("300000000000000000.00"), null), OPENED);

        given.after(interestOf(2021)).when(interestOf(2022)).thenRefused(amountTooLarge(18));
        given.when(new Deposit(ADA, amount("1.00"), null, null)).accepted();
    }

    @Test
    void charged_interest_stops_there_too() {
        givenOpenAccounts()
                .product("SAVINGS", terms("0", "100"))
                .and(new FeeCharged(euros("300000000000000000.00"), null), OPENED)
                .after(interestOf(2021))
                .when(interestOf(2022))
                .thenRefused(amountTooLarge(18));
    }

    @Test
    void terms_that_change_for_many_years_past_are_not_restated_into_what_no_amount_can_say() {
        var euro = Currency.getInstance("EUR");
        var given = givenOpenAccounts()
                .openedOn(ADA, LocalDate.of(1990, 1, 1))
                .product("SAVINGS", terms("0.0001", "0"))
                .and(new MoneyDeposited(euros("100000000000000000.00"), null), LocalDate.of(1990, 1, 1));
        for (int year = 1990; year < 2026; year++) {
            given.after(interestOf(year));
        }
        var dearer = List.of(new TermsFrom(LocalDate.of(1990, 1, 1), terms("100", "0")));
        given.product(new Product("SAVINGS", euro, false, terms("0.0001", "0"), dearer));

        given.when(interestOf(2025)).thenRefused(amountTooLarge(18));
    }

    @Test
    void a_balance_that_was_beyond_before_there_were_bounds_comes_nearer_and_goes_no_further() {
        var beyond = new InterestPaid(OPENED, OPENED, euros("999999999999999999999999.99"), euros("0"));
        var given = givenOpenAccounts().product("SAVINGS", terms("100", "0")).and(beyond, OPENED);

        given.when(new Withdraw(ADA, amount("1.00"), null, null)).then(new MoneyWithdrawn(euros("1.00"), null));
        given.when(new ChargeFee(ADA, amount("1.00"), null, null)).then(new FeeCharged(euros("1.00"), null));
        given.when(new Deposit(ADA, amount("0.01"), null, null)).thenRefused(amountTooLarge(18));
        given.when(interestOf(2021)).thenRefused(amountTooLarge(18));
    }

    @Test
    void a_transfer_is_refused_as_a_whole_where_one_side_goes_beyond() {
        var given =
                givenOpenAccounts().and(new MoneyDeposited(euros("1.00"), null)).andOfBob(FULL_IN);

        given.when(new Transfer(OPERATION, ADA, BOB, amount("1.00"), null, null))
                .thenRefused(amountTooLarge(18));
        assertThat(given.when(new Transfer(OPERATION, BOB, ADA, amount("1.00"), null, null))
                        .accepted())
                .hasSize(2);
    }
}
