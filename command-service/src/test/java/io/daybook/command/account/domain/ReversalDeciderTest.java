package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.accountIsClosed;
import static io.daybook.command.account.domain.AccountRefusals.accountIsFrozen;
import static io.daybook.command.account.domain.AccountRefusals.alreadyReversed;
import static io.daybook.command.account.domain.AccountRefusals.amountNotPositive;
import static io.daybook.command.account.domain.AccountRefusals.amountTooLarge;
import static io.daybook.command.account.domain.AccountRefusals.notReversible;
import static io.daybook.command.account.domain.AccountRefusals.nothingToCorrect;
import static io.daybook.command.account.domain.AccountRefusals.valueDateAhead;
import static io.daybook.command.account.domain.AccountRefusals.valueDateBeforeOpening;
import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.BOB;
import static io.daybook.command.account.domain.AccountSpecification.OPENED;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static io.daybook.command.account.domain.AccountSpecification.amount;
import static io.daybook.command.account.domain.AccountSpecification.euros;
import static io.daybook.command.account.domain.AccountSpecification.event;
import static io.daybook.command.account.domain.AccountSpecification.givenOpenAccounts;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.ReverseTransaction;
import io.daybook.command.decision.NewEvent;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.Counterparty;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReversalDeciderTest {

    private static final UUID OPERATION = new UUID(3, 1);
    private static final UUID TRANSFER = new UUID(2, 1);
    private static final UUID HOLD = new UUID(1, 1);
    private static final LocalDate EARLY = TODAY.minusDays(20);
    private static final LocalDate LATE = TODAY.minusDays(10);
    private static final MoneyDeposited A_HUNDRED = new MoneyDeposited(euros("100.00"), "r-1");
    private static final MoneyWithdrawn EIGHTY_OUT = new MoneyWithdrawn(euros("80.00"), null);
    private static final TransferSent SENT = new TransferSent(TRANSFER, BOB, euros("60.00"), "r-2");
    private static final TransferReceived RECEIVED = new TransferReceived(TRANSFER, ADA, euros("60.00"), "r-2");

    private static ReverseTransaction reverse(AccountSpecification given, UUID... eventIds) {
        return new ReverseTransaction(given.original(eventIds));
    }

    private static CorrectTransaction correctTo(String amount, AccountSpecification given, UUID... eventIds) {
        return new CorrectTransaction(given.original(eventIds), OPERATION, amount(amount), null, null);
    }

    private static AccountSpecification givenATransfer() {
        return givenOpenAccounts()
                .and(ADA, A_HUNDRED, EARLY, null)
                .and(ADA, SENT, LATE, null)
                .and(BOB, RECEIVED, LATE, null);
    }

    @Test
    void a_reversal_takes_effect_on_the_value_date_of_the_original_and_names_it_as_its_cause() {
        var given = givenOpenAccounts().and(A_HUNDRED, EARLY).and(EIGHTY_OUT, LATE);

        given.when(reverse(given, event(2)))
                .thenExactly(new NewEvent(ADA, new TransactionReversed(event(2), euros("80.00")), LATE, event(2)));
    }

    @Test
    void a_reversal_that_leaves_the_account_below_its_limit_goes_through_and_says_since_when() {
        var given =
                givenOpenAccounts().and(A_HUNDRED, EARLY).and(EIGHTY_OUT, LATE).and(A_HUNDRED, TODAY);

        given.when(reverse(given, event(1)))
                .thenExactly(
                        new NewEvent(ADA, new TransactionReversed(event(1), euros("-100.00")), EARLY, event(1)),
                        new NewEvent(
                                ADA, new OverdraftLimitBreached(LATE, euros("-80.00"), euros("0")), EARLY, event(1)));
    }

    @Test
    void what_was_recorded_before_the_accounts_first_day_can_still_be_reversed_and_corrected() {
        LocalDate before = OPENED.minusDays(10);
        var given = givenOpenAccounts().and(A_HUNDRED, before);

        given.when(reverse(given, event(1)))
                .thenExactly(new NewEvent(ADA, new TransactionReversed(event(1), euros("-100.00")), before, event(1)));
        assertThat(given.when(correctTo("90", given, event(1))).accepted()).hasSize(2);
        assertThat(given.when(correctOn(before.plusDays(1), given, event(1))).accepted())
                .hasSize(2);
        given.when(correctOn(before.minusDays(1), given, event(1)))
                .thenRefused(valueDateBeforeOpening(before.minusDays(1), ADA, before));
    }

    @Test
    void a_correction_does_not_put_an_entry_before_the_accounts_first_day() {
        var given = givenOpenAccounts().and(A_HUNDRED, EARLY);

        given.when(correctOn(OPENED.minusDays(1), given, event(1)))
                .thenRefused(valueDateBeforeOpening(OPENED.minusDays(1), ADA, OPENED));
    }

    private static CorrectTransaction correctOn(LocalDate date, AccountSpecification given, UUID... eventIds) {
        return new CorrectTransaction(given.original(eventIds), new UUID(7, 7), null, date, null);
    }

    @Test
    void a_transaction_is_reversed_or_corrected_only_once() {
        var given = givenOpenAccounts().and(A_HUNDRED, EARLY).and(A_HUNDRED, LATE);
        given.after(reverse(given, event(1)));

        given.when(reverse(given, event(1))).thenRefused(alreadyReversed(event(1)));
        given.when(correctTo("5", given, event(1))).thenRefused(alreadyReversed(event(1)));

        given.after(correctTo("5", given, event(2)));

        given.when(reverse(given, event(2))).thenRefused(alreadyReversed(event(2)));
    }

    @Test
    void what_a_correction_put_in_its_place_can_be_corrected_again() {
        var given = givenOpenAccounts().and(A_HUNDRED, EARLY);
        given.after(correctTo("90", given, event(1)));

        given.when(correctTo("95", given, event(3)))
                .then(
                        EARLY,
                        new TransactionReversed(event(3), euros("-90.00")),
                        new MoneyDeposited(euros("95.00"), "r-1"));
    }

    @Test
    void a_correction_leaves_the_other_party_as_it_was() {
        var party = new Counterparty("sealed:a", "sealed:b", "sealed:c");
        var given = givenOpenAccounts()
                .and(new MoneyDeposited(euros("100.00"), "r-1", party), EARLY)
                .and(new MoneyWithdrawn(euros("5.00"), "r-2", party), EARLY);

        given.when(correctTo("90", given, event(1)))
                .then(
                        EARLY,
                        new TransactionReversed(event(1), euros("-100.00")),
                        new MoneyDeposited(euros("90.00"), "r-1", party));
        given.when(correctTo("6", given, event(2)))
                .then(
                        EARLY,
                        new TransactionReversed(event(2), euros("5.00")),
                        new MoneyWithdrawn(euros("6.00"), "r-2", party));
    }

    @Test
    void a_transfer_is_reversed_on_both_sides_from_whichever_side_it_is_named() {
        var given = givenATransfer();

        given.when(reverse(given, event(2), event(3)))
                .thenExactly(
                        new NewEvent(ADA, new TransactionReversed(event(2), euros("60.00")), LATE, event(2)),
                        new NewEvent(BOB, new TransactionReversed(event(3), euros("-60.00")), LATE, event(3)));
        given.after(reverse(given, event(3), event(2)));
        given.when(reverse(given, event(2), event(3))).thenRefused(alreadyReversed(event(2)));
    }

    @Test
    void a_transfer_is_reversed_on_both_sides_or_not_at_all() {
        var closed = givenATransfer().andOfBob(new MoneyWithdrawn(euros("60.00"), null), new AccountClosed());
        closed.when(reverse(closed, event(2), event(3))).thenRefused(accountIsClosed(BOB));

        var frozen = givenATransfer().andOfBob(new AccountFrozen());
        frozen.when(reverse(frozen, event(2), event(3))).thenRefused(accountIsFrozen(BOB));

        var spent = givenATransfer().andOfBob(new MoneyWithdrawn(euros("60.00"), null));
        spent.when(reverse(spent, event(2), event(3)))
                .thenExactly(
                        new NewEvent(ADA, new TransactionReversed(event(2), euros("60.00")), LATE, event(2)),
                        new NewEvent(BOB, new TransactionReversed(event(3), euros("-60.00")), LATE, event(3)),
                        new NewEvent(
                                BOB, new OverdraftLimitBreached(TODAY, euros("-60.00"), euros("0")), LATE, event(3)));
    }

    @Test
    void a_correction_takes_the_wrong_back_and_records_the_right_in_one_commit() {
        var given = givenOpenAccounts().and(A_HUNDRED, EARLY);

        given.when(new CorrectTransaction(given.original(event(1)), OPERATION, amount("10"), LATE, "r-9"))
                .thenExactly(
                        new NewEvent(ADA, new TransactionReversed(event(1), euros("-100.00")), EARLY, event(1)),
                        new NewEvent(ADA, new MoneyDeposited(euros("10.00"), "r-9"), LATE, event(1)));
        given.when(new CorrectTransaction(given.original(event(1)), OPERATION, null, LATE, null))
                .thenExactly(
                        new NewEvent(ADA, new TransactionReversed(event(1), euros("-100.00")), EARLY, event(1)),
                        new NewEvent(ADA, new MoneyDeposited(euros("100.00"), "r-1"), LATE, event(1)));
    }

    @Test
    void a_correction_of_a_transfer_is_one_on_both_sides() {
        var given = givenATransfer();

        given.when(correctTo("6", given, event(3), event(2)))
                .thenExactly(
                        new NewEvent(BOB, new TransactionReversed(event(3), euros("-60.00")), LATE, event(3)),
                        new NewEvent(BOB, new TransferReceived(OPERATION, ADA, euros("6.00"), "r-2"), LATE, event(3)),
                        new NewEvent(ADA, new TransactionReversed(event(2), euros("60.00")), LATE, event(2)),
                        new NewEvent(ADA, new TransferSent(OPERATION, BOB, euros("6.00"), "r-2"), LATE, event(2)));
    }

    @Test
    void a_correction_may_breach_the_limit_and_says_so() {
        var given = givenOpenAccounts().and(A_HUNDRED, EARLY).and(EIGHTY_OUT, LATE);

        given.when(correctTo("180", given, event(2)))
                .then(
                        LATE,
                        new TransactionReversed(event(2), euros("80.00")),
                        new MoneyWithdrawn(euros("180.00"), null),
                        new OverdraftLimitBreached(LATE, euros("-80.00"), euros("0")));
    }

    @Test
    void a_captured_hold_and_a_fee_are_put_right_like_any_debit() {
        var given = givenOpenAccounts()
                .and(A_HUNDRED, EARLY)
                .and(new FundsHeld(HOLD, euros("30.00"), null, null), EARLY)
                .and(new HoldCaptured(HOLD, euros("30.00"), euros("0"), "r-3"), LATE)
                .and(new FeeCharged(euros("2.00"), null), LATE);

        given.when(reverse(given, event(3))).then(LATE, new TransactionReversed(event(3), euros("30.00")));
        given.when(correctTo("20", given, event(3)))
                .then(
                        LATE,
                        new TransactionReversed(event(3), euros("30.00")),
                        new MoneyWithdrawn(euros("20.00"), "r-3"));
        given.when(correctTo("1", given, event(4)))
                .then(LATE, new TransactionReversed(event(4), euros("2.00")), new FeeCharged(euros("1.00"), null));
    }

    @Test
    void only_what_moved_money_at_somebodys_wish_is_taken_back() {
        var interest = new InterestPaid(EARLY, LATE, euros("1.00"), euros("0.00"));
        var given = givenOpenAccounts()
                .and(A_HUNDRED, EARLY)
                .and(interest, LATE)
                .and(new FundsHeld(HOLD, euros("30.00"), null, null), LATE);
        given.after(reverse(given, event(1)));

        given.when(reverse(given, event(4))).thenRefused(notReversible("A reversal", "Record the transaction anew."));
        given.when(reverse(given, event(2)))
                .thenRefused(notReversible(
                        "Interest",
                        "Put the entries right that it was computed from; the next run pays the difference."));
        given.when(reverse(given, event(3)))
                .thenRefused(notReversible("What moved no money", "See what the account offers instead."));
    }

    @Test
    void a_correction_changes_something_that_can_be() {
        var given = givenOpenAccounts().and(A_HUNDRED, EARLY);

        given.when(correctTo("100.00", given, event(1))).thenRefused(nothingToCorrect(event(1)));
        given.when(new CorrectTransaction(given.original(event(1)), OPERATION, null, TODAY.plusDays(1), null))
                .thenRefused(valueDateAhead(TODAY.plusDays(1), TODAY));
    }

    @Test
    void a_correction_records_an_amount_that_could_have_been_recorded_at_first() {
        var given = givenOpenAccounts().and(A_HUNDRED, EARLY);

        given.when(correctTo("0", given, event(1))).thenRefused(amountNotPositive(euros("0")));
        given.and(new MoneyDeposited(euros("999999999999999900.00"), null), EARLY);
        given.when(correctTo("200", given, event(1))).thenRefused(amountTooLarge(18));
    }

    @Test
    void a_correction_that_takes_a_credit_to_a_later_day_breaches_the_limit_from_the_day_it_came_from() {
        var given = givenOpenAccounts().and(A_HUNDRED, EARLY).and(EIGHTY_OUT, LATE);

        given.when(new CorrectTransaction(given.original(event(1)), OPERATION, null, TODAY, null))
                .thenExactly(
                        new NewEvent(ADA, new TransactionReversed(event(1), euros("-100.00")), EARLY, event(1)),
                        new NewEvent(ADA, A_HUNDRED, TODAY, event(1)),
                        new NewEvent(
                                ADA, new OverdraftLimitBreached(LATE, euros("-80.00"), euros("0")), EARLY, event(1)));
    }

    @Test
    void a_frozen_or_closed_account_takes_no_correction() {
        var frozen = givenOpenAccounts().and(A_HUNDRED, EARLY).and(new AccountFrozen());

        frozen.when(correctTo("5", frozen, event(1))).thenRefused(accountIsFrozen(ADA));
    }

    @Test
    void money_does_not_leave_a_frozen_account_by_a_reversal_but_may_come_back_to_it() {
        var given =
                givenOpenAccounts().and(A_HUNDRED, EARLY).and(EIGHTY_OUT, LATE).and(new AccountFrozen());

        given.when(reverse(given, event(1))).thenRefused(accountIsFrozen(ADA));
        given.when(reverse(given, event(2))).then(LATE, new TransactionReversed(event(2), euros("80.00")));
    }
}
