package io.daybook.command.account.domain;

import static io.daybook.command.decision.Refusal.againstTheRules;
import static io.daybook.command.decision.Refusal.notAllowedNow;
import static io.daybook.command.decision.Refusal.unknown;

import io.daybook.command.decision.Refusal;
import io.daybook.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/** Every reason for which the bank refuses a command to an account. */
public final class AccountRefusals {

    /** The code of a refusal to pay interest that is paid already, which a run over all accounts counts apart. */
    public static final String INTEREST_ALREADY_PAID = "interest-already-paid";

    /** Refusals of a transfer that may be about the account that receives. */
    private static final Set<String> OF_RECEIVER =
            Set.of("unknown-account", "account-frozen", "account-closed", "currency-mismatch", "amount-too-large");

    private AccountRefusals() {}

    /**
     * A transfer's refusal as its customer is told it: one and the same for whatever keeps a stranger's account from receiving.
     * That an account is frozen, say, may be known to nobody but the bank.
     *
     * @param refusal the refusal in full, decided now or remembered
     * @param payingAccount the customer's own account, of which the customer is told everything
     */
    static Refusal withoutReceiver(Refusal refusal, UUID payingAccount) {
        Refusal full = Refusal.Details.of(refusal);
        boolean isOfPayer = full.equals(accountIsFrozen(payingAccount)) || full.equals(accountIsClosed(payingAccount));
        return OF_RECEIVER.contains(refusal.code()) && !isOfPayer ? receiverNotPossible() : refusal;
    }

    private static Refusal receiverNotPossible() {
        return againstTheRules(
                "receiver-not-possible",
                "The transfer cannot be made to this account, or not in this currency. Check the receiver's account id"
                        + " and the currency; if they are right, ask the bank.");
    }

    /** No account has that id. */
    public static Refusal unknownAccount(UUID accountId) {
        return unknown("unknown-account", "There is no account %s.".formatted(accountId));
    }

    static Refusal accountExists(UUID accountId) {
        return notAllowedNow(
                "account-exists", "Account %s exists already. Choose another id, or none.".formatted(accountId));
    }

    /** Nothing happens on a closed account. */
    public static Refusal accountIsClosed(UUID accountId) {
        return notAllowedNow("account-closed", "Account %s is closed.".formatted(accountId));
    }

    static Refusal accountIsFrozen(UUID accountId) {
        return notAllowedNow("account-frozen", "Account %s is frozen. Unfreeze it first.".formatted(accountId));
    }

    static Refusal accountIsNotFrozen(UUID accountId) {
        return notAllowedNow("account-not-frozen", "Account %s is not frozen.".formatted(accountId));
    }

    static Refusal amountNotPositive(Money amount) {
        return againstTheRules("amount-not-positive", "The amount must be more than zero; it is %s.".formatted(amount));
    }

    static Refusal amountTooLarge(int integerDigitsMax) {
        return againstTheRules(
                "amount-too-large",
                "It would take more than %d digits before the decimal point.".formatted(integerDigitsMax));
    }

    static Refusal amountUnfit(String why) {
        return againstTheRules("amount-unfit", why);
    }

    static Refusal limitNegative(Money limit) {
        return againstTheRules(
                "limit-negative",
                "An overdraft limit is zero or more; %s says how far below zero the balance may go."
                        .formatted(limit.negated()));
    }

    static Refusal currencyMismatch(String given, String accountCurrency) {
        return againstTheRules(
                "currency-mismatch", "The account is in %s, not in %s.".formatted(accountCurrency, given));
    }

    static Refusal insufficientFunds(Money asked, Money available) {
        return againstTheRules("insufficient-funds", "%s was asked for; %s is available.".formatted(asked, available));
    }

    static Refusal insufficientFundsOn(LocalDate day, Money asked, LocalDate effectiveDate) {
        return againstTheRules(
                "insufficient-funds-on-value-date",
                "With %s gone from %s on, the account would have been below its limit at the end of %s."
                        .formatted(asked, effectiveDate, day));
    }

    static Refusal valueDateAhead(LocalDate effectiveDate, LocalDate today) {
        return againstTheRules(
                "value-date-ahead",
                "The effectiveDate %s is after today, %s. Send the command when its day has come."
                        .formatted(effectiveDate, today));
    }

    static Refusal valueDateTooOld(LocalDate effectiveDate, LocalDate earliest) {
        return againstTheRules(
                "value-date-too-old",
                "The effectiveDate %s is before %s, the earliest this bank takes.".formatted(effectiveDate, earliest));
    }

    static Refusal bookingDateAhead(LocalDate bookedOn, LocalDate today) {
        return againstTheRules(
                "booking-date-ahead",
                "The booking date %s is after today, %s: no books can have had it yet.".formatted(bookedOn, today));
    }

    static Refusal bookingDateTooOld(LocalDate bookedOn, LocalDate earliest) {
        return againstTheRules(
                "booking-date-too-old",
                "The booking date %s is before %s, the earliest this bank takes.".formatted(bookedOn, earliest));
    }

    static Refusal valueDateBeforeOpening(LocalDate effectiveDate, UUID accountId, LocalDate first) {
        return againstTheRules(
                "value-date-before-opening",
                "The effectiveDate %s is before %s, the day on which account %s was opened. Choose that day or a later one."
                        .formatted(effectiveDate, first, accountId));
    }

    static Refusal sameAccount(UUID accountId) {
        return againstTheRules("same-account", "A transfer goes to another account; both are %s.".formatted(accountId));
    }

    static Refusal unknownHold(UUID holdId) {
        return unknown("unknown-hold", "The account has no open hold %s.".formatted(holdId));
    }

    static Refusal holdHasEnded(UUID holdId) {
        return notAllowedNow(
                "hold-ended", "Hold %s has ended: it was captured or released, or it expired.".formatted(holdId));
    }

    static Refusal captureAboveHold(Money asked, Money held) {
        return againstTheRules(
                "capture-above-hold", "%s was asked for; the hold is of %s. Withdraw the rest.".formatted(asked, held));
    }

    static Refusal holdAlreadyOver(Instant expiresAt) {
        return againstTheRules("hold-already-over", "expiresAt %s is not in the future.".formatted(expiresAt));
    }

    static Refusal holdTooLong(Instant expiresAt, int yearsMax) {
        return againstTheRules(
                "hold-too-long",
                "expiresAt %s is more than %d years ahead. Choose an earlier time, or leave it away for a hold that ends by no time."
                        .formatted(expiresAt, yearsMax));
    }

    static Refusal tooManyHolds(int max) {
        return againstTheRules(
                "too-many-holds",
                "The account has %d open holds, as many as it may. Release or capture some.".formatted(max));
    }

    static Refusal overdraftInUse(Money limit, Money used) {
        return againstTheRules(
                "overdraft-in-use",
                "A limit of %s does not cover the %s that balance and holds use of it.".formatted(limit, used));
    }

    static Refusal balanceNotZero(Money balance) {
        return notAllowedNow(
                "balance-not-zero",
                "The balance is %s. Bring it to zero before closing the account.".formatted(balance));
    }

    static Refusal holdsOpen(Money held) {
        return notAllowedNow(
                "holds-open", "%s is held. Capture or release the holds before closing the account.".formatted(held));
    }

    static Refusal unknownProduct(String code) {
        return againstTheRules("unknown-product", "There is no product %s. Publish it first.".formatted(code));
    }

    static Refusal productIsRetired(String code) {
        return notAllowedNow("product-retired", "Product %s is no longer offered.".formatted(code));
    }

    static Refusal productCurrencyDiffers(String code, String productCurrency, String given) {
        return againstTheRules(
                "currency-mismatch", "Product %s is in %s, not in %s.".formatted(code, productCurrency, given));
    }

    /** No transaction has that id. */
    public static Refusal unknownTransaction(UUID eventId) {
        return unknown("unknown-transaction", "There is no transaction %s.".formatted(eventId));
    }

    static Refusal notReversible(String what, String instead) {
        return againstTheRules("not-reversible", "%s cannot be reversed or corrected. %s".formatted(what, instead));
    }

    static Refusal alreadyReversed(UUID eventId) {
        return notAllowedNow("already-reversed", "Transaction %s was reversed or corrected before.".formatted(eventId));
    }

    static Refusal nothingToCorrect(UUID eventId) {
        return againstTheRules(
                "nothing-to-correct",
                "Transaction %s says so already. Give another amount or effectiveDate.".formatted(eventId));
    }

    static Refusal interestPeriodUnfit(LocalDate from, LocalDate to) {
        return againstTheRules(
                "interest-period-unfit",
                "%s to %s is no period: it must not end before it begins, nor be longer than a year."
                        .formatted(from, to));
    }

    static Refusal interestPeriodNotOver(LocalDate to, LocalDate today) {
        return againstTheRules(
                "interest-period-not-over",
                "The period ends on %s, which is not over on %s. Pay interest afterwards.".formatted(to, today));
    }

    static Refusal interestPeriodOverlaps(LocalDate from, LocalDate to) {
        return notAllowedNow(
                "interest-period-overlaps",
                "Interest was paid for %s to %s. Name that period to have it restated, or one beside it."
                        .formatted(from, to));
    }

    static Refusal bearsNoInterest(UUID accountId) {
        return againstTheRules(
                "bears-no-interest", "Account %s has no product that bears interest.".formatted(accountId));
    }

    static Refusal interestAlreadyPaid(LocalDate from, LocalDate to) {
        return notAllowedNow(
                INTEREST_ALREADY_PAID,
                "Interest for %s to %s is paid, and no entry since has changed it.".formatted(from, to));
    }
}
