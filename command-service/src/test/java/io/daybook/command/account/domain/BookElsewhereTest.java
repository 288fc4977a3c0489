package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.bookingDateAhead;
import static io.daybook.command.account.domain.AccountRefusals.bookingDateTooOld;
import static io.daybook.command.account.domain.AccountRefusals.insufficientFunds;
import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.BOB;
import static io.daybook.command.account.domain.AccountSpecification.OPENED;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static io.daybook.command.account.domain.AccountSpecification.amount;
import static io.daybook.command.account.domain.AccountSpecification.euros;
import static io.daybook.command.account.domain.AccountSpecification.event;
import static io.daybook.command.account.domain.AccountSpecification.givenOpenAccounts;

import io.daybook.command.account.domain.AccountCommand.BookBankEntry;
import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Booking dates of other books. */
class BookElsewhereTest {

    private static final LocalDate BOOKED = TODAY.minusDays(40);
    private static final LocalDate VALUE = BOOKED.plusDays(2);
    private static final MoneyDeposited A_HUNDRED = new MoneyDeposited(euros("100.00"), null);
    private static final UUID OPERATION = new UUID(4, 1);

    private static BookElsewhere elsewhere(AccountCommand command) {
        return new BookElsewhere(command, BOOKED);
    }

    @Test
    void what_moves_money_tells_when_other_books_had_it_beside_its_value_date() {
        var given = givenOpenAccounts().and(A_HUNDRED, OPENED);

        given.when(elsewhere(new Deposit(ADA, amount("1.00"), VALUE, "r-1")))
                .then(VALUE, new MoneyDeposited(euros("1.00"), "r-1").bookedOn(BOOKED));
        given.when(elsewhere(new Withdraw(ADA, amount("1.00"), VALUE, null)))
                .then(VALUE, new MoneyWithdrawn(euros("1.00"), null).bookedOn(BOOKED));
        given.when(elsewhere(new Transfer(OPERATION, ADA, BOB, amount("1.00"), VALUE, null)))
                .then(
                        VALUE,
                        new TransferSent(OPERATION, BOB, euros("1.00"), null).bookedOn(BOOKED),
                        new TransferReceived(OPERATION, ADA, euros("1.00"), null).bookedOn(BOOKED));
    }

    @Test
    void a_breach_that_comes_of_it_has_happened_here() {
        givenOpenAccounts()
                .when(elsewhere(new BookBankEntry(ADA, BankEntryKind.FEE, amount("2.00"), VALUE, null)))
                .then(
                        VALUE,
                        new FeeCharged(euros("2.00"), null).bookedOn(BOOKED),
                        new OverdraftLimitBreached(VALUE, euros("-2.00"), euros("0")));
    }

    @Test
    void the_day_is_the_logs_own_at_the_latest_and_may_be_before_the_account_was_opened() {
        var deposit = new Deposit(ADA, amount("1.00"), OPENED, null);
        var given = givenOpenAccounts();

        given.when(new BookElsewhere(deposit, TODAY.plusDays(1)))
                .thenRefused(bookingDateAhead(TODAY.plusDays(1), TODAY));
        given.when(new BookElsewhere(deposit, AccountRules.VALUE_DATE_MIN.minusDays(1)))
                .thenRefused(bookingDateTooOld(AccountRules.VALUE_DATE_MIN.minusDays(1), AccountRules.VALUE_DATE_MIN));
        given.when(new BookElsewhere(deposit, TODAY))
                .then(OPENED, new MoneyDeposited(euros("1.00"), null).bookedOn(TODAY));
        given.when(new BookElsewhere(deposit, OPENED.minusDays(1)))
                .then(OPENED, new MoneyDeposited(euros("1.00"), null).bookedOn(OPENED.minusDays(1)));
    }

    @Test
    void it_is_refused_as_without() {
        givenOpenAccounts()
                .when(elsewhere(new Withdraw(ADA, amount("1.00"), VALUE, null)))
                .thenRefused(insufficientFunds(euros("1.00"), euros("0.00")));
    }

    @Test
    void a_correction_is_booked_here_as_it_is_made_here() {
        var given = givenOpenAccounts().and(A_HUNDRED.bookedOn(BOOKED), VALUE);

        given.when(new CorrectTransaction(given.original(event(1)), OPERATION, amount("90.00"), null, null))
                .then(
                        VALUE,
                        new TransactionReversed(event(1), euros("-100.00")),
                        new MoneyDeposited(euros("90.00"), null));
    }
}
