package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.insufficientFunds;
import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.BOB;
import static io.daybook.command.account.domain.AccountSpecification.NOW;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static io.daybook.command.account.domain.AccountSpecification.amount;
import static io.daybook.command.account.domain.AccountSpecification.euros;
import static io.daybook.command.account.domain.AccountSpecification.event;
import static io.daybook.command.account.domain.AccountSpecification.givenOpenAccounts;
import static io.daybook.command.decision.approval.ApprovalRefusals.actionsWait;
import static io.daybook.command.decision.approval.ApprovalRefusals.approvalHasEnded;
import static io.daybook.command.decision.approval.ApprovalRefusals.unknownApproval;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.AccountCommand.CaptureHold;
import io.daybook.command.account.domain.AccountCommand.ChangeOverdraftLimit;
import io.daybook.command.account.domain.AccountCommand.ChargeFee;
import io.daybook.command.account.domain.AccountCommand.Close;
import io.daybook.command.account.domain.AccountCommand.CorrectTransaction;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.AccountCommand.PayInterest;
import io.daybook.command.account.domain.AccountCommand.PlaceHold;
import io.daybook.command.account.domain.AccountCommand.Requestable;
import io.daybook.command.account.domain.AccountCommand.ReverseTransaction;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.account.domain.AccountSpecification.Outcome;
import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.approval.ActionDecision.Approve;
import io.daybook.command.decision.approval.ActionDecision.Expire;
import io.daybook.command.decision.approval.ActionDecision.Reject;
import io.daybook.command.decision.approval.FourEyesCommand;
import io.daybook.command.decision.approval.FourEyesPolicy;
import io.daybook.command.decision.approval.WaitingActions;
import io.daybook.events.AccountEvent.Counterparty;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.ActsOfDayEvent;
import io.daybook.events.ActsOfDayEvent.ActCounted;
import io.daybook.events.ApprovalEvent.ActionApproved;
import io.daybook.events.ApprovalEvent.ActionExpired;
import io.daybook.events.ApprovalEvent.ActionRejected;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import io.daybook.events.DayCount;
import io.daybook.events.ProductTerms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What changes a balance or a limit by more than one person may takes a second person, whatever the command is called. */
class FourEyesTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant END = NOW.plus(WEEK);
    private static final FourEyesPolicy A_THOUSAND = policy("EUR", "1000");
    private static final MoneyDeposited FIVE_THOUSAND = new MoneyDeposited(euros("5000.00"), null);
    private static final UUID OPERATION = new UUID(2, 1);
    private static final UUID HOLD = new UUID(1, 1);
    private static final UUID REQUEST = event(2);
    private static final Withdraw WITHDRAW = new Withdraw(ADA, amount("2000.00"), null, "INV-7");
    private static final Transfer TRANSFER = new Transfer(OPERATION, ADA, BOB, amount("2000.00"), null, null);

    private static FourEyesPolicy policy(String currency, String amount) {
        return perAct(Map.of(Currency.getInstance(currency), new BigDecimal(amount)));
    }

    private static FourEyesPolicy perAct(Map<Currency, BigDecimal> thresholds) {
        return new FourEyesPolicy(thresholds, Map.of(), Map.of(), WEEK);
    }

    private static FourEyesCommand tom(Command command) {
        return new FourEyesCommand(command, "tom", true, A_THOUSAND);
    }

    private static Approve approve(String by, Command action) {
        return new Approve(ADA, Subject.ACCOUNT, REQUEST, by, action);
    }

    private static ActionRequested requested(Requestable command, @Nullable String amount) {
        return new ActionRequested(
                Subject.ACCOUNT, "tom", command.action(), amount == null ? null : euros(amount), END);
    }

    private static AccountSpecification givenTomAskedFor(Requestable command) {
        return givenOpenAccounts().and(FIVE_THOUSAND, requested(command, "2000.00"));
    }

    private static void assertWaits(Outcome outcome, String amount) {
        assertThat(outcome.accepted()).singleElement().satisfies(event -> assertThat(event.event())
                .isInstanceOfSatisfying(ActionRequested.class, waits -> assertThat(waits.amount())
                        .isEqualTo(euros(amount))));
    }

    @Test
    void what_one_person_may_do_is_done_at_once() {
        givenOpenAccounts()
                .and(FIVE_THOUSAND)
                .when(tom(new Withdraw(ADA, amount("1000.00"), null, "INV-7")))
                .then(new MoneyWithdrawn(euros("1000.00"), "INV-7"));
    }

    @Test
    void a_withdrawal_above_the_threshold_waits_as_the_command_that_it_is_and_moves_nothing() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("amount", "2000.00");
        fields.put("reference", "INV-7");

        givenOpenAccounts()
                .and(FIVE_THOUSAND)
                .when(tom(WITHDRAW))
                .then(new ActionRequested(
                        Subject.ACCOUNT, "tom", new RequestedAction("withdrawal", 1, fields), euros("2000.00"), END));
    }

    @Test
    void money_that_comes_to_an_account_takes_a_second_person_as_well() {
        assertWaits(givenOpenAccounts().when(tom(new Deposit(ADA, amount("5000000.00"), null, null))), "5000000.00");
        assertWaits(givenOpenAccounts().and(FIVE_THOUSAND).when(tom(TRANSFER)), "2000.00");
    }

    @Test
    void a_fee_and_a_captured_hold_do() {
        assertWaits(givenOpenAccounts().when(tom(new ChargeFee(ADA, amount("500000.00"), null, null))), "500000.00");
        assertWaits(
                givenOpenAccounts()
                        .and(FIVE_THOUSAND, new FundsHeld(HOLD, euros("2000.00"), null, null))
                        .when(tom(new CaptureHold(ADA, HOLD, null, null, null))),
                "2000.00");
    }

    @Test
    void money_that_is_only_set_aside_does_not() {
        givenOpenAccounts()
                .and(FIVE_THOUSAND)
                .when(tom(new PlaceHold(ADA, HOLD, amount("2000.00"), null, null)))
                .then(new FundsHeld(HOLD, euros("2000.00"), null, null));
    }

    @Test
    void taking_back_what_a_second_person_approved_takes_one_again() {
        var given = givenOpenAccounts().andOfBob(new MoneyDeposited(euros("2000.00"), null));

        assertWaits(given.when(tom(new ReverseTransaction(given.original(event(1))))), "2000.00");
    }

    @Test
    void a_correction_counts_with_the_greater_of_what_it_takes_and_what_it_gives() {
        var given = givenOpenAccounts().and(FIVE_THOUSAND).and(new MoneyWithdrawn(euros("900.00"), null));
        OriginalTransaction withdrawal = given.original(event(2));

        assertWaits(
                given.when(tom(new CorrectTransaction(withdrawal, OPERATION, amount("1500.00"), null, null))),
                "1500.00");
        given.when(tom(new CorrectTransaction(withdrawal, OPERATION, amount("950.00"), null, null)))
                .then(new TransactionReversed(event(2), euros("900.00")), new MoneyWithdrawn(euros("950.00"), null));
    }

    @Test
    void interest_above_the_threshold_waits() {
        var terms = new ProductTerms(new BigDecimal("50"), BigDecimal.ZERO, DayCount.ACT_365, euros("0.00"));
        LocalDate from = LocalDate.parse("2025-03-01");
        LocalDate to = LocalDate.parse("2026-02-28");

        assertWaits(
                givenOpenAccounts()
                        .product("SAVINGS", terms)
                        .and(FIVE_THOUSAND, from)
                        .when(tom(new PayInterest(ADA, "SAVINGS", from, to))),
                "2500.00");
    }

    @Test
    void a_limit_that_is_raised_counts_in_full_and_one_that_is_lowered_by_as_much() {
        assertWaits(givenOpenAccounts().when(tom(new ChangeOverdraftLimit(ADA, amount("1001.00")))), "1001.00");
        assertWaits(
                givenOpenAccounts()
                        .and(new OverdraftLimitChanged(euros("0.00"), euros("1000.00")))
                        .when(tom(new ChangeOverdraftLimit(ADA, amount("1001.00")))),
                "1001.00");
        givenOpenAccounts()
                .and(new OverdraftLimitChanged(euros("0.00"), euros("9000.00")))
                .when(tom(new ChangeOverdraftLimit(ADA, amount("8000.00"))))
                .then(new OverdraftLimitChanged(euros("9000.00"), euros("8000.00")));
    }

    @Test
    void an_account_is_not_opened_with_a_limit_above_the_threshold_and_without_one_it_is() {
        UUID carol = new UUID(0, 3);
        Currency euro = Currency.getInstance("EUR");
        var open = new OpenAccount(carol, new Holder("Carol"), null, euro, new BigDecimal("900000000"), null);
        var openWithoutLimit = new OpenAccount(carol, new Holder("Carol"), null, euro, null, null);

        assertThat(givenOpenAccounts().when(tom(open)).decision())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("second-person-needed"));
        assertThat(givenOpenAccounts().when(tom(openWithoutLimit)).accepted()).hasSize(1);
    }

    @Test
    void once_a_currency_is_named_the_others_take_a_second_person_for_any_amount() {
        var deposit = new Deposit(ADA, amount("0.01"), null, null);

        assertWaits(givenOpenAccounts().when(new FourEyesCommand(deposit, "tom", true, policy("CHF", "1000"))), "0.01");
    }

    @Test
    void where_no_currency_is_named_anybody_may_do_anything() {
        var none = perAct(Map.of());

        givenOpenAccounts()
                .when(new FourEyesCommand(new Deposit(ADA, amount("9000000.00"), null, null), "tom", true, none))
                .then(new MoneyDeposited(euros("9000000.00"), null));
    }

    @Test
    void what_is_not_allowed_is_refused_at_once() {
        givenOpenAccounts()
                .and(FIVE_THOUSAND)
                .when(tom(new Withdraw(ADA, amount("6000.00"), null, null)))
                .thenRefused(insufficientFunds(euros("6000.00"), euros("5000.00")));
    }

    @Test
    void a_second_person_approves_and_it_is_done_in_the_same_commit() {
        givenTomAskedFor(WITHDRAW)
                .when(approve("eve", WITHDRAW))
                .thenExactly(
                        new NewEvent(ADA, new ActionApproved(Subject.ACCOUNT, REQUEST), TODAY, REQUEST),
                        new NewEvent(ADA, new MoneyWithdrawn(euros("2000.00"), "INV-7"), TODAY, REQUEST));
    }

    @Test
    void an_approved_transfer_reaches_the_other_account() {
        givenTomAskedFor(TRANSFER)
                .when(approve("eve", TRANSFER))
                .thenExactly(
                        new NewEvent(ADA, new ActionApproved(Subject.ACCOUNT, REQUEST), TODAY, REQUEST),
                        new NewEvent(ADA, new TransferSent(OPERATION, BOB, euros("2000.00"), null), TODAY, REQUEST),
                        new NewEvent(
                                BOB, new TransferReceived(OPERATION, ADA, euros("2000.00"), null), TODAY, REQUEST));
    }

    @Test
    void an_approved_reversal_still_names_what_it_takes_back() {
        var given = givenOpenAccounts().and(FIVE_THOUSAND);
        var reverse = new ReverseTransaction(given.original(event(1)));

        given.and(requested(reverse, "5000.00"))
                .when(approve("eve", reverse))
                .thenExactly(
                        new NewEvent(ADA, new ActionApproved(Subject.ACCOUNT, REQUEST), TODAY, REQUEST),
                        new NewEvent(ADA, new TransactionReversed(event(1), euros("-5000.00")), TODAY, event(1)));
    }

    @Test
    void whoever_asked_cannot_approve() {
        assertThat(givenTomAskedFor(WITHDRAW).when(approve("tom", WITHDRAW)).decision())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("same-person"));
    }

    @Test
    void an_action_is_approved_once() {
        givenTomAskedFor(WITHDRAW)
                .after(approve("eve", WITHDRAW))
                .when(approve("eve", WITHDRAW))
                .thenRefused(approvalHasEnded(REQUEST));
    }

    @Test
    void a_rejected_action_is_not_carried_out_any_more_and_its_asker_may_reject_it_too() {
        var reject = new Reject(ADA, Subject.ACCOUNT, REQUEST);

        givenTomAskedFor(WITHDRAW).when(reject).then(new ActionRejected(Subject.ACCOUNT, REQUEST));
        givenTomAskedFor(WITHDRAW).after(reject).when(approve("eve", WITHDRAW)).thenRefused(approvalHasEnded(REQUEST));
    }

    @Test
    void what_was_never_asked_for_is_unknown() {
        givenOpenAccounts().and(FIVE_THOUSAND).when(approve("eve", WITHDRAW)).thenRefused(unknownApproval(REQUEST));
    }

    @Test
    void what_is_not_covered_any_more_goes_on_waiting() {
        var given = givenTomAskedFor(WITHDRAW).and(new MoneyWithdrawn(euros("4000.00"), null));

        given.when(approve("eve", WITHDRAW)).thenRefused(insufficientFunds(euros("2000.00"), euros("1000.00")));
        assertThat(given.and(new MoneyDeposited(euros("1000.00"), null))
                        .when(approve("eve", WITHDRAW))
                        .accepted())
                .hasSize(2);
    }

    @Test
    void what_has_become_more_since_it_was_asked_for_is_not_approved() {
        var terms = new ProductTerms(new BigDecimal("50"), BigDecimal.ZERO, DayCount.ACT_365, euros("0.00"));
        LocalDate from = LocalDate.parse("2025-03-01");
        var pay = new PayInterest(ADA, "SAVINGS", from, LocalDate.parse("2026-02-28"));

        var given = givenOpenAccounts()
                .product("SAVINGS", terms)
                .and(FIVE_THOUSAND, from)
                .and(requested(pay, "2500.00"))
                .and(FIVE_THOUSAND, from);

        assertThat(given.when(approve("eve", pay)).decision())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("approval-exceeded"));
    }

    @Test
    void an_action_is_not_approved_once_its_time_is_over_and_then_it_ends() {
        var expire = new Expire(ADA, Subject.ACCOUNT, REQUEST);
        var given = givenTomAskedFor(WITHDRAW);

        assertThat(given.when(approve("eve", WITHDRAW), END.minusMillis(1)).accepted())
                .hasSize(2);
        given.when(approve("eve", WITHDRAW), END).thenRefused(approvalHasEnded(REQUEST));
        assertThat(given.when(expire, END.minusMillis(1)).decision()).isInstanceOf(Refused.class);
        given.when(expire, END).then(new ActionExpired(Subject.ACCOUNT, REQUEST));
        given.and(new ActionExpired(Subject.ACCOUNT, REQUEST)).when(expire, END).thenRefused(approvalHasEnded(REQUEST));
    }

    @Test
    void an_account_on_which_something_waits_is_not_closed() {
        var given = givenOpenAccounts()
                .and(new OverdraftLimitChanged(euros("0.00"), euros("9000.00")))
                .and(requested(WITHDRAW, "2000.00"));

        given.when(new Close(ADA)).thenRefused(actionsWait(1));
        assertThat(given.after(new Reject(ADA, Subject.ACCOUNT, REQUEST))
                        .when(new Close(ADA))
                        .accepted())
                .hasSize(1);
    }

    @Test
    void one_action_too_many_is_not_asked_for() {
        var given = givenOpenAccounts().and(new MoneyDeposited(euros("900000.00"), null));
        for (int i = 0; i < WaitingActions.WAITING_MAX; i++) {
            given.and(requested(WITHDRAW, "2000.00"));
        }

        assertThat(given.when(tom(WITHDRAW)).decision()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo("too-many-approvals"));
    }

    private static Map<Currency, BigDecimal> euro(String amount) {
        return Map.of(Currency.getInstance("EUR"), new BigDecimal(amount));
    }

    private static FourEyesCommand tom(Command command, FourEyesPolicy policy) {
        return new FourEyesCommand(command, "tom", true, policy);
    }

    @Test
    void acts_on_an_account_sum_up_over_the_day_and_what_would_bring_them_above_the_threshold_waits() {
        var policy = new FourEyesPolicy(euro("1000"), euro("1500"), Map.of(), WEEK);
        var deposit = new Deposit(ADA, amount("750.00"), null, null);
        var given = givenOpenAccounts().after(tom(deposit, policy));

        given.when(tom(deposit, policy))
                .then(new MoneyDeposited(euros("750.00"), null), new ActCounted(TODAY, euros("750.00")));
        var full = given.after(tom(deposit, policy));
        assertWaits(full.when(tom(new Deposit(ADA, amount("0.01"), null, null), policy)), "0.01");
        assertThat(full.when(tom(new Deposit(BOB, amount("0.01"), null, null), policy))
                        .accepted())
                .hasSize(2);
        assertThat(full.when(tom(deposit, policy), NOW, TODAY.plusDays(1)).accepted())
                .hasSize(2);
    }

    @Test
    void a_transfer_counts_on_both_accounts_and_once_for_the_person() {
        var policy = new FourEyesPolicy(euro("1000"), euro("5000"), euro("5000"), WEEK);
        var transfer = new Transfer(OPERATION, ADA, BOB, amount("10.00"), null, null);

        assertThat(givenOpenAccounts()
                        .and(FIVE_THOUSAND)
                        .when(tom(transfer, policy))
                        .accepted())
                .extracting(NewEvent::streamId)
                .containsExactlyInAnyOrder(
                        ADA,
                        BOB,
                        ActsOfDayEvent.streamOfAccount(ADA),
                        ActsOfDayEvent.streamOfAccount(BOB),
                        ActsOfDayEvent.streamOfPerson("tom"));
    }

    @Test
    void the_acts_of_a_person_sum_up_over_all_accounts_and_those_of_a_channel_do_not() {
        var policy = new FourEyesPolicy(Map.of(), Map.of(), euro("1500"), WEEK);
        var toAda = new Deposit(ADA, amount("1000.00"), null, null);
        var toBob = new Deposit(BOB, amount("1000.00"), null, null);
        var given = givenOpenAccounts().after(tom(toAda, policy));

        assertWaits(given.when(tom(toBob, policy)), "1000.00");
        assertThat(given.when(new FourEyesCommand(toBob, "eve", true, policy)).accepted())
                .hasSize(2);
        given.when(new FourEyesCommand(toBob, "tom", false, policy)).then(new MoneyDeposited(euros("1000.00"), null));
    }

    @Test
    void what_was_agreed_to_does_not_count_again() {
        var policy = new FourEyesPolicy(euro("1000"), euro("1000"), euro("1000"), WEEK);
        var given = givenOpenAccounts()
                .and(FIVE_THOUSAND, requested(WITHDRAW, "2000.00"))
                .after(approve("eve", WITHDRAW));

        given.when(tom(new Withdraw(ADA, amount("1000.00"), null, null), policy))
                .then(
                        new MoneyWithdrawn(euros("1000.00"), null),
                        new ActCounted(TODAY, euros("1000.00")),
                        new ActCounted(TODAY, euros("1000.00")));
    }

    @Test
    void what_waits_from_before_zeros_counted_can_still_be_carried_out() {
        var waiting = new Deposit(ADA, amount("7000.000"), null, null).action();

        givenOpenAccounts()
                .when(AccountActions.read(ADA, waiting, OPERATION, id -> {
                    throw new AssertionError();
                }))
                .then(new MoneyDeposited(euros("7000.00"), null));
    }

    @Test
    void every_command_that_can_wait_is_read_again_as_it_was_written() {
        var given = givenOpenAccounts().and(FIVE_THOUSAND);
        OriginalTransaction original = given.original(event(1));
        LocalDate from = LocalDate.parse("2026-01-01");
        var franc = new Amount(new BigDecimal("7.50"), Currency.getInstance("CHF"));

        for (Requestable command : new Requestable[] {
            new Deposit(ADA, franc, from, "R"),
            new Deposit(ADA, franc, from, "R").from(new Counterparty("sealed:a", null, "sealed:b")),
            new Withdraw(ADA, franc, null, null).to(new Counterparty(null, "sealed:c", null)),
            WITHDRAW,
            TRANSFER,
            new ChargeFee(ADA, amount("1.00"), null, null),
            new CaptureHold(ADA, HOLD, null, null, null),
            new CaptureHold(ADA, HOLD, franc, from, "R"),
            new PayInterest(ADA, null, from, from),
            new PayInterest(ADA, "SAVINGS", from, from),
            new ReverseTransaction(original),
            new CorrectTransaction(original, OPERATION, null, from, null),
            new CorrectTransaction(original, OPERATION, franc, null, "R"),
            new ChangeOverdraftLimit(ADA, franc)
        }) {
            assertThat(AccountActions.read(ADA, command.action(), OPERATION, id -> original))
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(command);
            assertThat(AccountActions.KINDS).contains(command.action().kind());
        }
    }
}
