package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.accountIsClosed;
import static io.daybook.command.account.domain.AccountRefusals.accountIsFrozen;
import static io.daybook.command.account.domain.AccountRefusals.amountNotPositive;
import static io.daybook.command.account.domain.AccountRefusals.amountTooLarge;
import static io.daybook.command.account.domain.AccountRefusals.currencyMismatch;
import static io.daybook.command.account.domain.AccountRefusals.valueDateAhead;
import static io.daybook.command.account.domain.AccountRefusals.valueDateBeforeOpening;
import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.OPENED;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static io.daybook.command.account.domain.AccountSpecification.amount;
import static io.daybook.command.account.domain.AccountSpecification.euros;
import static io.daybook.command.account.domain.AccountSpecification.event;
import static io.daybook.command.account.domain.AccountSpecification.givenOpenAccounts;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.AccountCommand.BookBankEntry;
import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.ReverseTransaction;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.BankEntry;
import io.daybook.events.BankEntry.FeeReversed;
import io.daybook.events.BankEntry.InterestChargeReversed;
import io.daybook.events.BankEntry.InterestCharged;
import io.daybook.events.BankEntry.InterestCreditReversed;
import io.daybook.events.BankEntry.InterestCredited;
import io.daybook.events.BankEntry.TaxReversed;
import io.daybook.events.BankEntry.TaxWithheld;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What banks entered themselves, in books that were kept elsewhere. */
class BankEntryTest {

    private static final LocalDate EARLY = TODAY.minusDays(40);
    private static final MoneyDeposited A_HUNDRED = new MoneyDeposited(euros("100.00"), null);
    private static final UUID OPERATION = new UUID(4, 1);

    private static BookBankEntry book(BankEntryKind kind, String value) {
        return new BookBankEntry(ADA, kind, amount(value), EARLY, "r-1");
    }

    private static BankEntry entry(BankEntryKind kind, String value) {
        return switch (kind) {
            case INTEREST_CREDIT -> new InterestCredited(euros(value), "r-1");
            case INTEREST_CHARGE -> new InterestCharged(euros(value), "r-1");
            case FEE -> new FeeCharged(euros(value), "r-1");
            case TAX -> new TaxWithheld(euros(value), "r-1");
            case INTEREST_CREDIT_REVERSAL -> new InterestCreditReversed(euros(value), "r-1");
            case INTEREST_CHARGE_REVERSAL -> new InterestChargeReversed(euros(value), "r-1");
            case FEE_REVERSAL -> new FeeReversed(euros(value), "r-1");
            case TAX_REVERSAL -> new TaxReversed(euros(value), "r-1");
        };
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_is_an_event_of_its_own_and_goes_the_way_that_it_says(BankEntryKind kind) {
        givenOpenAccounts().and(A_HUNDRED, OPENED).when(book(kind, "2.50")).then(EARLY, entry(kind, "2.50"));

        assertThat(entry(kind, "2.50").change()).isEqualTo(kind.isCredit() ? euros("2.50") : euros("-2.50"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_NONE,
            names = {"INTEREST_CREDIT", "FEE_REVERSAL", "TAX_REVERSAL", "INTEREST_CHARGE_REVERSAL"})
    void a_debit_that_has_happened_is_booked_even_where_it_breaches_the_limit_and_the_log_says_so(BankEntryKind kind) {
        givenOpenAccounts()
                .when(book(kind, "2.50"))
                .then(EARLY, entry(kind, "2.50"), new OverdraftLimitBreached(EARLY, euros("-2.50"), euros("0")));
    }

    @ParameterizedTest
    @EnumSource
    void a_reversal_takes_any_of_them_back_once_and_a_correction_keeps_its_kind(BankEntryKind kind) {
        var given = givenOpenAccounts().and(A_HUNDRED, OPENED).and(entry(kind, "2.50"), EARLY);
        var back =
                new TransactionReversed(event(2), entry(kind, "2.50").change().negated());

        given.when(new ReverseTransaction(given.original(event(2)))).then(EARLY, back);
        given.when(new CorrectTransaction(given.original(event(2)), OPERATION, amount("3.00"), null, null))
                .then(EARLY, back, entry(kind, "3.00"));
    }

    @Test
    void a_frozen_account_is_charged_interest_and_takes_credits_and_pays_nothing_else() {
        var frozen = givenOpenAccounts().and(A_HUNDRED, OPENED).and(new AccountFrozen());

        for (BankEntryKind kind : BankEntryKind.values()) {
            if (kind.isCredit() || kind == BankEntryKind.INTEREST_CHARGE) {
                frozen.when(book(kind, "1.00")).then(EARLY, entry(kind, "1.00"));
            } else {
                frozen.when(book(kind, "1.00")).thenRefused(accountIsFrozen(ADA));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void they_are_under_the_rules_of_every_entry(BankEntryKind kind) {
        var given = givenOpenAccounts();

        given.when(book(kind, "0.00")).thenRefused(amountNotPositive(euros("0.00")));
        given.when(book(kind, "-1.00")).thenRefused(amountNotPositive(euros("-1.00")));
        given.when(new BookBankEntry(ADA, kind, amount("1.00", "CZK"), null, null))
                .thenRefused(currencyMismatch("CZK", "EUR"));
        given.when(new BookBankEntry(ADA, kind, amount("1.00"), TODAY.plusDays(1), null))
                .thenRefused(valueDateAhead(TODAY.plusDays(1), TODAY));
        given.when(new BookBankEntry(ADA, kind, amount("1.00"), OPENED.minusDays(1), null))
                .thenRefused(valueDateBeforeOpening(OPENED.minusDays(1), ADA, OPENED));
        given.and(new AccountClosed()).when(book(kind, "1.00")).thenRefused(accountIsClosed(ADA));
    }

    @Test
    void a_credit_stays_within_what_a_balance_may_reach() {
        givenOpenAccounts()
                .and(new MoneyDeposited(euros("999999999999999900.00"), null), OPENED)
                .when(book(BankEntryKind.INTEREST_CREDIT, "200.00"))
                .thenRefused(amountTooLarge(18));
    }
}
