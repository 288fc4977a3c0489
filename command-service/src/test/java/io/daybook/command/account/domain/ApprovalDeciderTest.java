package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.approvalHasEnded;
import static io.daybook.command.account.domain.AccountRefusals.insufficientFunds;
import static io.daybook.command.account.domain.AccountRefusals.samePerson;
import static io.daybook.command.account.domain.AccountRefusals.secondPersonNeeded;
import static io.daybook.command.account.domain.AccountRefusals.unknownApproval;
import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.BOB;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static io.daybook.command.account.domain.AccountSpecification.amount;
import static io.daybook.command.account.domain.AccountSpecification.euros;
import static io.daybook.command.account.domain.AccountSpecification.event;
import static io.daybook.command.account.domain.AccountSpecification.givenOpenAccounts;

import io.daybook.command.account.domain.AccountCommand.ApprovePayment;
import io.daybook.command.account.domain.AccountCommand.BelowApprovalThreshold;
import io.daybook.command.account.domain.AccountCommand.CaptureHold;
import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.RejectPayment;
import io.daybook.command.account.domain.AccountCommand.RequestPayment;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.decision.NewEvent;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.PaymentApproved;
import io.daybook.events.AccountEvent.PaymentRejected;
import io.daybook.events.AccountEvent.PaymentRequested;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Payments above a threshold take a second person. */
class ApprovalDeciderTest {

    private static final ApprovalThresholds A_THOUSAND =
            new ApprovalThresholds(Map.of(Currency.getInstance("EUR"), new BigDecimal("1000")));
    private static final MoneyDeposited FIVE_THOUSAND = new MoneyDeposited(euros("5000.00"), null);
    private static final UUID OPERATION = new UUID(2, 1);
    private static final UUID REQUEST = event(2);
    private static final PaymentRequested WITHDRAWAL =
            new PaymentRequested("tom", euros("2000.00"), null, null, "INV-7");
    private static final PaymentRequested TRANSFER = new PaymentRequested("tom", euros("2000.00"), BOB, null, null);

    private static RequestPayment withdraw(String value) {
        return new RequestPayment(new Withdraw(ADA, amount(value), null, "INV-7"), "tom", A_THOUSAND);
    }

    private static ApprovePayment approve(UUID to, String by) {
        return new ApprovePayment(ADA, to, REQUEST, by, OPERATION);
    }

    private static ApprovePayment approve(String by) {
        return new ApprovePayment(ADA, null, REQUEST, by, OPERATION);
    }

    @Test
    void a_payment_up_to_the_threshold_is_made_at_once() {
        givenOpenAccounts()
                .and(FIVE_THOUSAND)
                .when(withdraw("1000.00"))
                .then(new MoneyWithdrawn(euros("1000.00"), "INV-7"));
    }

    @Test
    void a_payment_above_the_threshold_waits_and_moves_nothing() {
        givenOpenAccounts().and(FIVE_THOUSAND).when(withdraw("2000.00")).then(WITHDRAWAL);
    }

    @Test
    void a_transfer_above_the_threshold_waits_too() {
        var transfer = new Transfer(OPERATION, ADA, BOB, amount("2000.00"), null, null);

        givenOpenAccounts()
                .and(FIVE_THOUSAND)
                .when(new RequestPayment(transfer, "tom", A_THOUSAND))
                .then(TRANSFER);
    }

    @Test
    void a_currency_without_a_threshold_has_none() {
        var none = new ApprovalThresholds(Map.of(Currency.getInstance("CHF"), BigDecimal.ONE));
        var withdraw = new Withdraw(ADA, amount("2000.00"), null, null);

        givenOpenAccounts()
                .and(FIVE_THOUSAND)
                .when(new RequestPayment(withdraw, "tom", none))
                .then(new MoneyWithdrawn(euros("2000.00"), null));
    }

    @Test
    void what_is_not_covered_is_refused_at_once() {
        givenOpenAccounts()
                .and(FIVE_THOUSAND)
                .when(withdraw("6000.00"))
                .thenRefused(insufficientFunds(euros("6000.00"), euros("5000.00")));
    }

    @Test
    void a_second_person_approves_and_the_payment_is_made_in_the_same_commit() {
        givenOpenAccounts()
                .and(FIVE_THOUSAND, WITHDRAWAL)
                .when(approve("eve"))
                .thenExactly(
                        new NewEvent(ADA, new PaymentApproved(REQUEST), TODAY, REQUEST),
                        new NewEvent(ADA, new MoneyWithdrawn(euros("2000.00"), "INV-7"), TODAY, REQUEST));
    }

    @Test
    void an_approved_transfer_reaches_the_other_account() {
        givenOpenAccounts()
                .and(FIVE_THOUSAND, TRANSFER)
                .when(approve(BOB, "eve"))
                .thenExactly(
                        new NewEvent(ADA, new PaymentApproved(REQUEST), TODAY, REQUEST),
                        new NewEvent(ADA, new TransferSent(OPERATION, BOB, euros("2000.00"), null), TODAY, REQUEST),
                        new NewEvent(
                                BOB, new TransferReceived(OPERATION, ADA, euros("2000.00"), null), TODAY, REQUEST));
    }

    @Test
    void whoever_asked_cannot_approve() {
        givenOpenAccounts().and(FIVE_THOUSAND, WITHDRAWAL).when(approve("tom")).thenRefused(samePerson());
    }

    @Test
    void a_payment_is_approved_once() {
        givenOpenAccounts()
                .and(FIVE_THOUSAND, WITHDRAWAL)
                .after(approve("eve"))
                .when(approve("eve"))
                .thenRefused(approvalHasEnded(REQUEST));
    }

    @Test
    void a_rejected_payment_is_not_made_any_more_and_its_asker_may_reject_it_too() {
        var given = givenOpenAccounts().and(FIVE_THOUSAND, WITHDRAWAL);

        given.when(new RejectPayment(ADA, REQUEST)).then(new PaymentRejected(REQUEST));
        given.after(new RejectPayment(ADA, REQUEST)).when(approve("eve")).thenRefused(approvalHasEnded(REQUEST));
    }

    @Test
    void what_was_never_asked_for_is_unknown() {
        givenOpenAccounts().and(FIVE_THOUSAND).when(approve("eve")).thenRefused(unknownApproval(REQUEST));
    }

    @Test
    void a_payment_that_is_not_covered_any_more_goes_on_waiting() {
        var given = givenOpenAccounts().and(FIVE_THOUSAND, WITHDRAWAL, new MoneyWithdrawn(euros("4000.00"), null));

        given.when(approve("eve")).thenRefused(insufficientFunds(euros("2000.00"), euros("1000.00")));
        given.and(new MoneyDeposited(euros("1000.00"), null))
                .when(approve("eve"))
                .thenExactly(
                        new NewEvent(ADA, new PaymentApproved(REQUEST), TODAY, REQUEST),
                        new NewEvent(ADA, new MoneyWithdrawn(euros("2000.00"), "INV-7"), TODAY, REQUEST));
    }

    @Test
    void neither_a_hold_nor_a_correction_gets_round_the_second_person() {
        UUID hold = new UUID(1, 1);
        var given = givenOpenAccounts()
                .and(FIVE_THOUSAND, new FundsHeld(hold, euros("2000.00"), null, null))
                .and(new MoneyWithdrawn(euros("1.00"), null));
        var capture = new CaptureHold(ADA, hold, null, null, null);
        var correct = new CorrectTransaction(given.original(event(3)), OPERATION, amount("1500.00"), null, null);

        given.when(new BelowApprovalThreshold(capture, A_THOUSAND)).thenRefused(secondPersonNeeded(euros("2000.00")));
        given.when(new BelowApprovalThreshold(correct, A_THOUSAND)).thenRefused(secondPersonNeeded(euros("1500.00")));
    }

    @Test
    void a_second_person_too_many_is_not_asked_for() {
        var given = givenOpenAccounts().and(new MoneyDeposited(euros("900000.00"), null));
        for (int i = 0; i < PendingApprovals.PENDING_MAX; i++) {
            given.and(WITHDRAWAL);
        }

        given.when(withdraw("2000.00")).thenRefused(AccountRefusals.tooManyApprovals(PendingApprovals.PENDING_MAX));
    }
}
