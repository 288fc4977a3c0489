package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.accountExists;
import static io.daybook.command.account.domain.AccountRefusals.accountIsClosed;
import static io.daybook.command.account.domain.AccountRefusals.accountIsFrozen;
import static io.daybook.command.account.domain.AccountRefusals.accountIsNotFrozen;
import static io.daybook.command.account.domain.AccountRefusals.amountNotPositive;
import static io.daybook.command.account.domain.AccountRefusals.amountTooLarge;
import static io.daybook.command.account.domain.AccountRefusals.amountUnfit;
import static io.daybook.command.account.domain.AccountRefusals.balanceNotZero;
import static io.daybook.command.account.domain.AccountRefusals.captureAboveHold;
import static io.daybook.command.account.domain.AccountRefusals.currencyMismatch;
import static io.daybook.command.account.domain.AccountRefusals.holdAlreadyOver;
import static io.daybook.command.account.domain.AccountRefusals.holdHasEnded;
import static io.daybook.command.account.domain.AccountRefusals.holdTooLong;
import static io.daybook.command.account.domain.AccountRefusals.holdsOpen;
import static io.daybook.command.account.domain.AccountRefusals.insufficientFunds;
import static io.daybook.command.account.domain.AccountRefusals.insufficientFundsOn;
import static io.daybook.command.account.domain.AccountRefusals.limitNegative;
import static io.daybook.command.account.domain.AccountRefusals.overdraftInUse;
import static io.daybook.command.account.domain.AccountRefusals.productCurrencyDiffers;
import static io.daybook.command.account.domain.AccountRefusals.productIsRetired;
import static io.daybook.command.account.domain.AccountRefusals.sameAccount;
import static io.daybook.command.account.domain.AccountRefusals.tooManyHolds;
import static io.daybook.command.account.domain.AccountRefusals.unknownAccount;
import static io.daybook.command.account.domain.AccountRefusals.unknownHold;
import static io.daybook.command.account.domain.AccountRefusals.unknownProduct;
import static io.daybook.command.account.domain.AccountRefusals.valueDateAhead;
import static io.daybook.command.account.domain.AccountRefusals.valueDateBeforeOpening;
import static io.daybook.command.account.domain.AccountRefusals.valueDateTooOld;
import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.BOB;
import static io.daybook.command.account.domain.AccountSpecification.NOW;
import static io.daybook.command.account.domain.AccountSpecification.OPENED;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static io.daybook.command.account.domain.AccountSpecification.amount;
import static io.daybook.command.account.domain.AccountSpecification.euros;
import static io.daybook.command.account.domain.AccountSpecification.givenOpenAccounts;
import static io.daybook.command.decision.WithdrawnCurrencies.currencyWithdrawn;

import io.daybook.command.account.domain.AccountCommand.CaptureHold;
import io.daybook.command.account.domain.AccountCommand.ChangeOverdraftLimit;
import io.daybook.command.account.domain.AccountCommand.ChargeFee;
import io.daybook.command.account.domain.AccountCommand.Close;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.Freeze;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.AccountCommand.PlaceHold;
import io.daybook.command.account.domain.AccountCommand.ReleaseHold;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Unfreeze;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.Refusal;
import io.daybook.command.product.domain.Product;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.AccountUnfrozen;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.HoldReleased;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.AccountEvent.ReleaseCause;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.DayCount;
import io.daybook.events.Money;
import io.daybook.events.ProductTerms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountDeciderTest {

    private static final UUID NOBODY = new UUID(0, 99);
    private static final UUID HOLD = new UUID(1, 1);
    private static final UUID TRANSFER = new UUID(2, 1);
    private static final MoneyDeposited A_HUNDRED = new MoneyDeposited(euros("100.00"), null);
    private static final FundsHeld THIRTY_HELD = new FundsHeld(HOLD, euros("30.00"), null, null);

    private static Withdraw withdraw(String value) {
        return new Withdraw(ADA, amount(value), null, null);
    }

    private static Transfer transfer(UUID to, String value) {
        return new Transfer(TRANSFER, ADA, to, amount(value), null, null);
    }

    @Test
    void an_account_is_opened_with_nothing_on_it() {
        var holder = new Holder("Grace");

        givenOpenAccounts()
                .when(new OpenAccount(NOBODY, holder, null, Currency.getInstance("JPY"), BigDecimal.ZERO, null))
                .then(new AccountOpened(holder, null, Money.of("0", "JPY")));
    }

    @Test
    void an_account_takes_the_terms_of_its_product_unless_it_is_given_a_limit_of_its_own() {
        var holder = new Holder("Grace");
        var euro = Currency.getInstance("EUR");
        var terms = new ProductTerms(BigDecimal.ONE, BigDecimal.TEN, DayCount.ACT_365, euros("300"));
        var given = givenOpenAccounts().product("CURRENT", terms);

        given.when(new OpenAccount(NOBODY, holder, "CURRENT", euro, null, null))
                .then(new AccountOpened(holder, "CURRENT", euros("300")));
        given.when(new OpenAccount(NOBODY, holder, "CURRENT", euro, BigDecimal.ZERO, null))
                .then(new AccountOpened(holder, "CURRENT", euros("0")));
    }

    @Test
    void an_account_is_opened_only_under_a_product_that_is_offered_in_its_currency() {
        var holder = new Holder("Grace");
        var terms = new ProductTerms(BigDecimal.ONE, BigDecimal.TEN, DayCount.ACT_365, euros("300"));
        var retired = new Product("OLD", Currency.getInstance("EUR"), true, terms, List.of());
        var given = givenOpenAccounts().product("CURRENT", terms).product(retired);

        given.when(new OpenAccount(NOBODY, holder, "NONE", Currency.getInstance("EUR"), null, null))
                .thenRefused(unknownProduct("NONE"));
        given.when(new OpenAccount(NOBODY, holder, "OLD", Currency.getInstance("EUR"), null, null))
                .thenRefused(productIsRetired("OLD"));
        given.when(new OpenAccount(NOBODY, holder, "CURRENT", Currency.getInstance("JPY"), null, null))
                .thenRefused(productCurrencyDiffers("CURRENT", "EUR", "JPY"));
    }

    @Test
    void a_fee_is_taken_even_where_it_breaches_the_limit_and_the_log_says_so() {
        givenOpenAccounts()
                .and(A_HUNDRED)
                .when(new ChargeFee(ADA, amount("2.50"), null, "f-1"))
                .then(new FeeCharged(euros("2.50"), "f-1"));
        givenOpenAccounts()
                .when(new ChargeFee(ADA, amount("2.50"), null, null))
                .then(
                        new FeeCharged(euros("2.50"), null),
                        new OverdraftLimitBreached(TODAY, euros("-2.50"), euros("0")));
        givenOpenAccounts()
                .and(new AccountFrozen())
                .when(new ChargeFee(ADA, amount("2.50"), null, null))
                .thenRefused(accountIsFrozen(ADA));
    }

    @Test
    void a_hold_captured_with_an_earlier_value_date_must_have_been_covered_since_then() {
        LocalDate early = TODAY.minusDays(10);
        var given = givenOpenAccounts()
                .and(new MoneyDeposited(euros("10.00"), null), early)
                .and(A_HUNDRED, THIRTY_HELD);

        given.when(new CaptureHold(ADA, HOLD, amount("10"), early, null))
                .then(early, new HoldCaptured(HOLD, euros("10"), euros("20"), null));
        given.when(new CaptureHold(ADA, HOLD, null, early, null))
                .thenRefused(insufficientFundsOn(early, euros("30"), early));
    }

    @Test
    void an_account_is_opened_only_once_and_with_a_limit_of_zero_or_more() {
        var euro = Currency.getInstance("EUR");

        givenOpenAccounts()
                .when(new OpenAccount(ADA, new Holder("Ada"), null, euro, BigDecimal.ZERO, null))
                .thenRefused(accountExists(ADA));
        givenOpenAccounts()
                .when(new OpenAccount(NOBODY, new Holder("Ada"), null, euro, new BigDecimal("-1"), null))
                .thenRefused(limitNegative(euros("-1")));
    }

    @Test
    void no_value_date_is_before_the_accounts_first_day() {
        LocalDate before = OPENED.minusDays(1);
        var given = givenOpenAccounts().and(A_HUNDRED, THIRTY_HELD);
        Refusal refusal = valueDateBeforeOpening(before, ADA, OPENED);

        given.when(new Deposit(ADA, amount("1"), before, null)).thenRefused(refusal);
        given.when(new Withdraw(ADA, amount("1"), before, null)).thenRefused(refusal);
        given.when(new Transfer(TRANSFER, ADA, BOB, amount("1"), before, null)).thenRefused(refusal);
        given.when(new CaptureHold(ADA, HOLD, null, before, null)).thenRefused(refusal);
        given.when(new ChargeFee(ADA, amount("1"), before, null)).thenRefused(refusal);
    }

    @Test
    void a_transfer_is_not_before_the_first_day_of_its_receiver() {
        LocalDate late = TODAY.minusDays(3);
        LocalDate before = late.minusDays(1);

        givenOpenAccounts()
                .and(A_HUNDRED, OPENED)
                .openedOn(BOB, late)
                .when(new Transfer(TRANSFER, ADA, BOB, amount("1"), before, null))
                .thenRefused(valueDateBeforeOpening(before, BOB, late));
    }

    @Test
    void an_account_that_has_entries_from_before_its_opening_takes_value_dates_from_the_earliest_of_them_on() {
        LocalDate before = OPENED.minusDays(10);
        var given = givenOpenAccounts().and(A_HUNDRED, before);

        given.when(new Withdraw(ADA, amount("60"), OPENED, null)).then(OPENED, new MoneyWithdrawn(euros("60"), null));
        given.when(new Deposit(ADA, amount("1"), before, null)).then(before, new MoneyDeposited(euros("1"), null));
        given.when(new Deposit(ADA, amount("1"), before.minusDays(1), null))
                .thenRefused(valueDateBeforeOpening(before.minusDays(1), ADA, before));
    }

    @Test
    void an_account_is_opened_on_a_day_from_1900_to_today() {
        Currency euro = Currency.getInstance("EUR");
        var holder = new Holder("Grace");
        LocalDate oldest = LocalDate.of(1900, 1, 1);

        givenOpenAccounts()
                .when(new OpenAccount(NOBODY, holder, null, euro, null, oldest))
                .then(oldest, new AccountOpened(holder, null, euros("0")));
        givenOpenAccounts()
                .when(new OpenAccount(NOBODY, holder, null, euro, null, oldest.minusDays(1)))
                .thenRefused(valueDateTooOld(oldest.minusDays(1), oldest));
        givenOpenAccounts()
                .when(new OpenAccount(NOBODY, holder, null, euro, null, TODAY.plusDays(1)))
                .thenRefused(valueDateAhead(TODAY.plusDays(1), TODAY));
    }

    @Test
    void a_deposit_counts_from_its_value_date() {
        LocalDate january = LocalDate.parse("2026-01-31");

        givenOpenAccounts()
                .when(new Deposit(ADA, amount("5"), january, "r-1"))
                .then(january, new MoneyDeposited(euros("5.00"), "r-1"));
    }

    @Test
    void amounts_are_positive_within_the_minor_unit_and_in_the_accounts_currency() {
        givenOpenAccounts().when(withdraw("0")).thenRefused(amountNotPositive(euros("0")));
        givenOpenAccounts().when(withdraw("-1")).thenRefused(amountNotPositive(euros("-1")));
        givenOpenAccounts()
                .when(withdraw("0.001"))
                .thenRefused(amountUnfit("EUR has 2 decimals; the amount has more."));
        givenOpenAccounts().when(withdraw("1e15")).thenRefused(amountTooLarge(15));
        givenOpenAccounts()
                .when(new Deposit(ADA, amount("1", "USD"), null, null))
                .thenRefused(currencyMismatch("USD", "EUR"));
    }

    @Test
    void zeros_beyond_the_minor_unit_are_not_read_away_as_they_may_be_thousands() {
        var inEuros = amountUnfit(
                "EUR has 2 decimals; 1.000 is written with 3. Leave the further zeros out, or the point if it"
                        + " separates thousands.");
        var yen = givenOpenAccounts().opened(ADA, "0", "JPY");

        givenOpenAccounts().when(withdraw("1.000")).thenRefused(inEuros);
        givenOpenAccounts().when(new Deposit(ADA, amount("1.000"), null, null)).thenRefused(inEuros);
        givenOpenAccounts().when(new ChangeOverdraftLimit(ADA, amount("1.000"))).thenRefused(inEuros);
        yen.when(new Deposit(ADA, amount("1.000"), null, null))
                .thenRefused(
                        amountUnfit("JPY has 0 decimals; 1.000 is written with 3. Leave the further zeros out, or the"
                                + " point if it separates thousands."));
        yen.when(new Deposit(ADA, amount("1000"), null, null)).then(new MoneyDeposited(Money.of("1000", "JPY"), null));
    }

    @Test
    void a_currency_that_is_no_longer_money_opens_no_account_and_accounts_in_it_go_on() {
        var mark = Currency.getInstance("DEM");
        var open = new OpenAccount(NOBODY, new Holder("Grace"), null, mark, null, LocalDate.parse("1990-01-01"));

        givenOpenAccounts().when(open).thenRefused(currencyWithdrawn(mark));
        givenOpenAccounts()
                .opened(ADA, "0", "DEM")
                .when(new Deposit(ADA, amount("1.00"), null, null))
                .then(new MoneyDeposited(Money.of("1.00", "DEM"), null));
    }

    @Test
    void an_amount_has_up_to_fifteen_digits_before_the_point() {
        String largest = "999999999999999.99";
        String tooLarge = "1000000000000000";

        givenOpenAccounts()
                .when(new Deposit(ADA, amount(largest), null, null))
                .then(new MoneyDeposited(euros(largest), null));
        givenOpenAccounts().when(new Deposit(ADA, amount(tooLarge), null, null)).thenRefused(amountTooLarge(15));
        givenOpenAccounts()
                .when(new ChangeOverdraftLimit(ADA, amount(tooLarge)))
                .thenRefused(amountTooLarge(15));
        givenOpenAccounts().when(transfer(BOB, tooLarge)).thenRefused(amountTooLarge(15));
    }

    @Test
    void a_balance_has_up_to_eighteen_digits_before_the_point_whatever_comes_in() {
        var nearlyFull = new MoneyDeposited(euros("999999999999999999.00"), null);
        var given = givenOpenAccounts().and(A_HUNDRED).andOfBob(nearlyFull);

        given.when(new Deposit(BOB, amount("0.99"), null, null))
                .thenExactly(new NewEvent(BOB, new MoneyDeposited(euros("0.99"), null), TODAY));
        given.when(new Deposit(BOB, amount("1.00"), null, null)).thenRefused(amountTooLarge(18));
        given.when(transfer(BOB, "1.00")).thenRefused(amountTooLarge(18));
    }

    @Test
    void an_account_holds_up_to_a_thousand_amounts_at_a_time() {
        var given = givenOpenAccounts().and(A_HUNDRED);
        for (int i = 1; i < Holds.OPEN_MAX; i++) {
            given.and(new FundsHeld(new UUID(5, i), euros("0.01"), null, null));
        }

        given.when(new PlaceHold(ADA, HOLD, amount("0.01"), null, null))
                .then(new FundsHeld(HOLD, euros("0.01"), null, null));
        given.and(new FundsHeld(HOLD, euros("0.01"), null, null));
        given.when(new PlaceHold(ADA, TRANSFER, amount("0.01"), null, null)).thenRefused(tooManyHolds(Holds.OPEN_MAX));
    }

    @Test
    void an_account_whose_holds_are_all_over_is_closed_once_the_log_says_so() {
        givenOpenAccounts()
                .opened(ADA, "50.00", "EUR")
                .and(new FundsHeld(HOLD, euros("30.00"), NOW.minusSeconds(1), null))
                .when(new Close(ADA))
                .then(new HoldReleased(HOLD, euros("30.00"), ReleaseCause.EXPIRED), new AccountClosed());
    }

    @Test
    void available_is_the_balance_less_holds_plus_the_overdraft_limit() {
        var given = givenOpenAccounts().opened(ADA, "50.00", "EUR").and(A_HUNDRED, THIRTY_HELD);

        given.when(withdraw("120.00")).then(new MoneyWithdrawn(euros("120.00"), null));
        given.when(withdraw("120.01")).thenRefused(insufficientFunds(euros("120.01"), euros("120.00")));
    }

    @Test
    void a_backdated_debit_names_the_day_it_would_have_broken_the_limit_on() {
        LocalDate first = LocalDate.parse("2026-01-01");
        LocalDate tenth = LocalDate.parse("2026-01-10");
        LocalDate twentieth = LocalDate.parse("2026-01-20");
        var given = givenOpenAccounts()
                .and(A_HUNDRED, first)
                .and(new MoneyWithdrawn(euros("90.00"), null), tenth)
                .and(A_HUNDRED, twentieth);

        given.when(new Withdraw(ADA, amount("50"), LocalDate.parse("2026-01-05"), null))
                .thenRefused(insufficientFundsOn(tenth, euros("50"), LocalDate.parse("2026-01-05")));
        given.when(new Withdraw(ADA, amount("50"), LocalDate.parse("2025-12-31"), null))
                .thenRefused(
                        insufficientFundsOn(LocalDate.parse("2025-12-31"), euros("50"), LocalDate.parse("2025-12-31")));
        given.when(new Withdraw(ADA, amount("50"), twentieth, null))
                .then(twentieth, new MoneyWithdrawn(euros("50"), null));
    }

    @Test
    void value_dates_are_not_ahead_and_not_absurd() {
        givenOpenAccounts()
                .when(new Deposit(ADA, amount("1"), TODAY.plusDays(1), null))
                .thenRefused(valueDateAhead(TODAY.plusDays(1), TODAY));
        givenOpenAccounts()
                .when(new Deposit(ADA, amount("1"), LocalDate.parse("1899-12-31"), null))
                .thenRefused(valueDateTooOld(LocalDate.parse("1899-12-31"), LocalDate.parse("1900-01-01")));
    }

    @Test
    void whatever_moves_or_holds_money_looks_at_its_amount_its_value_date_and_its_cover() {
        var given = givenOpenAccounts().and(A_HUNDRED, THIRTY_HELD);
        LocalDate ahead = TODAY.plusDays(1);

        given.when(transfer(BOB, "0")).thenRefused(amountNotPositive(euros("0")));
        given.when(new Transfer(TRANSFER, ADA, BOB, amount("1"), ahead, null))
                .thenRefused(valueDateAhead(ahead, TODAY));
        given.when(new ChargeFee(ADA, amount("0"), null, null)).thenRefused(amountNotPositive(euros("0")));
        given.when(new ChargeFee(ADA, amount("1"), ahead, null)).thenRefused(valueDateAhead(ahead, TODAY));
        given.when(new CaptureHold(ADA, HOLD, null, ahead, null)).thenRefused(valueDateAhead(ahead, TODAY));
        given.when(new PlaceHold(ADA, TRANSFER, amount("0"), null, null)).thenRefused(amountNotPositive(euros("0")));
        given.when(new PlaceHold(ADA, TRANSFER, amount("70.01"), null, null))
                .thenRefused(insufficientFunds(euros("70.01"), euros("70.00")));
    }

    @Test
    void a_transfer_leaves_one_account_and_reaches_the_other() {
        givenOpenAccounts()
                .and(A_HUNDRED)
                .when(transfer(BOB, "100"))
                .then(
                        new TransferSent(TRANSFER, BOB, euros("100"), null),
                        new TransferReceived(TRANSFER, ADA, euros("100"), null));
    }

    @Test
    void a_transfer_needs_another_account_that_is_open_and_of_the_same_currency() {
        var given = givenOpenAccounts().and(A_HUNDRED);

        given.when(transfer(ADA, "1")).thenRefused(sameAccount(ADA));
        given.when(transfer(NOBODY, "1")).thenRefused(unknownAccount(NOBODY));
        given.when(new Transfer(TRANSFER, NOBODY, ADA, amount("1"), null, null)).thenRefused(unknownAccount(NOBODY));
        given.when(transfer(BOB, "100.01")).thenRefused(insufficientFunds(euros("100.01"), euros("100")));
        givenOpenAccounts()
                .and(A_HUNDRED)
                .andOfBob(new AccountFrozen())
                .when(transfer(BOB, "1"))
                .thenRefused(accountIsFrozen(BOB));
        givenOpenAccounts()
                .and(A_HUNDRED)
                .andOfBob(new AccountClosed())
                .when(transfer(BOB, "1"))
                .thenRefused(accountIsClosed(BOB));
        givenOpenAccounts()
                .and(A_HUNDRED)
                .opened(BOB, "0", "JPY")
                .when(transfer(BOB, "1"))
                .thenRefused(currencyMismatch("EUR", "JPY"));
    }

    @Test
    void a_hold_is_captured_whole_or_in_part_and_never_above() {
        var given = givenOpenAccounts().and(A_HUNDRED, THIRTY_HELD);

        given.when(new CaptureHold(ADA, HOLD, null, null, null))
                .then(new HoldCaptured(HOLD, euros("30"), euros("0"), null));
        given.when(new CaptureHold(ADA, HOLD, amount("10"), null, "r-2"))
                .then(new HoldCaptured(HOLD, euros("10"), euros("20"), "r-2"));
        given.when(new CaptureHold(ADA, HOLD, amount("30.01"), null, null))
                .thenRefused(captureAboveHold(euros("30.01"), euros("30")));
    }

    @Test
    void a_hold_ends_once() {
        givenOpenAccounts()
                .and(A_HUNDRED, THIRTY_HELD)
                .when(new ReleaseHold(ADA, HOLD))
                .then(new HoldReleased(HOLD, euros("30"), ReleaseCause.REQUESTED));
        givenOpenAccounts()
                .and(A_HUNDRED, THIRTY_HELD, new HoldReleased(HOLD, euros("30"), ReleaseCause.REQUESTED))
                .when(new CaptureHold(ADA, HOLD, null, null, null))
                .thenRefused(holdHasEnded(HOLD));
        givenOpenAccounts().when(new ReleaseHold(ADA, HOLD)).thenRefused(unknownHold(HOLD));
    }

    @Test
    void a_hold_ends_by_the_clock_and_the_log_says_so_with_what_happens_next() {
        var expiring = new FundsHeld(HOLD, euros("30.00"), NOW, null);
        var given = givenOpenAccounts().and(A_HUNDRED, expiring);

        given.when(withdraw("100"), NOW.minusMillis(1)).thenRefused(insufficientFunds(euros("100"), euros("70")));
        given.when(withdraw("100"), NOW)
                .then(
                        new MoneyWithdrawn(euros("100"), null),
                        new HoldReleased(HOLD, euros("30.00"), ReleaseCause.EXPIRED));
        given.when(new CaptureHold(ADA, HOLD, null, null, null), NOW).thenRefused(holdHasEnded(HOLD));
        givenOpenAccounts()
                .and(A_HUNDRED)
                .when(new PlaceHold(ADA, HOLD, amount("1"), NOW, null))
                .thenRefused(holdAlreadyOver(NOW));
        givenOpenAccounts()
                .and(A_HUNDRED)
                .when(new PlaceHold(ADA, HOLD, amount("1"), NOW.plus(Duration.ofDays(1)), null))
                .then(new FundsHeld(HOLD, euros("1"), NOW.plus(Duration.ofDays(1)), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2036-03-15T12:00:00.000001Z",
                "9999-12-31T23:59:59Z",
                "+58970-03-01T00:00:00Z",
                "+294277-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void a_hold_lasts_ten_years_at_most(Instant tooLate) {
        Instant latest = Instant.parse("2036-03-15T12:00:00Z");
        var given = givenOpenAccounts().and(A_HUNDRED);

        given.when(new PlaceHold(ADA, HOLD, amount("1"), latest, null))
                .then(new FundsHeld(HOLD, euros("1"), latest, null));
        given.when(new PlaceHold(ADA, HOLD, amount("1"), tooLate, null)).thenRefused(holdTooLong(tooLate, 10));
    }

    @Test
    void money_leaves_a_frozen_account_in_no_way() {
        var given = givenOpenAccounts().and(A_HUNDRED, THIRTY_HELD, new AccountFrozen());

        given.when(withdraw("1")).thenRefused(accountIsFrozen(ADA));
        given.when(transfer(BOB, "1")).thenRefused(accountIsFrozen(ADA));
        given.when(new PlaceHold(ADA, new UUID(1, 2), amount("1"), null, null)).thenRefused(accountIsFrozen(ADA));
        given.when(new CaptureHold(ADA, HOLD, null, null, null)).thenRefused(accountIsFrozen(ADA));
        given.when(new Freeze(ADA)).thenRefused(accountIsFrozen(ADA));
        given.when(new Close(ADA)).thenRefused(accountIsFrozen(ADA));
        given.when(new Deposit(ADA, amount("1"), null, null)).then(new MoneyDeposited(euros("1"), null));
        given.when(new ReleaseHold(ADA, HOLD)).then(new HoldReleased(HOLD, euros("30"), ReleaseCause.REQUESTED));
        given.when(new Unfreeze(ADA)).then(new AccountUnfrozen());
        givenOpenAccounts().when(new Unfreeze(ADA)).thenRefused(accountIsNotFrozen(ADA));
    }

    @Test
    void a_limit_covers_what_is_used_of_it() {
        var given = givenOpenAccounts()
                .opened(ADA, "50.00", "EUR")
                .and(new MoneyWithdrawn(euros("20.00"), null), THIRTY_HELD);

        given.when(new ChangeOverdraftLimit(ADA, amount("49.99")))
                .thenRefused(overdraftInUse(euros("49.99"), euros("50.00")));
        given.when(new ChangeOverdraftLimit(ADA, amount("-1"))).thenRefused(limitNegative(euros("-1")));
        given.when(new ChangeOverdraftLimit(ADA, amount("80")))
                .then(new OverdraftLimitChanged(euros("50"), euros("80")));
    }

    @Test
    void only_an_account_at_zero_without_holds_is_closed_and_then_nothing_happens_on_it() {
        givenOpenAccounts().and(A_HUNDRED).when(new Close(ADA)).thenRefused(balanceNotZero(euros("100")));
        givenOpenAccounts()
                .opened(ADA, "50.00", "EUR")
                .and(THIRTY_HELD)
                .when(new Close(ADA))
                .thenRefused(holdsOpen(euros("30")));
        givenOpenAccounts().when(new Close(ADA)).then(new AccountClosed());
        var closed = givenOpenAccounts().and(new AccountClosed());
        closed.when(new Deposit(ADA, amount("1"), null, null)).thenRefused(accountIsClosed(ADA));
        closed.when(new Close(ADA)).thenRefused(accountIsClosed(ADA));
        closed.when(new Unfreeze(ADA)).thenRefused(accountIsClosed(ADA));
    }

    @Test
    void a_command_to_nobody_is_refused() {
        givenOpenAccounts().when(new Deposit(NOBODY, amount("1"), null, null)).thenRefused(unknownAccount(NOBODY));
    }
}
