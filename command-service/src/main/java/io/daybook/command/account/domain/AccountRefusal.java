package io.daybook.command.account.domain;

import io.daybook.command.decision.Refusal;
import io.daybook.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Every reason for which the bank refuses a command to an account. */
public sealed interface AccountRefusal extends Refusal.Worded {

    /** No account has that id. */
    record UnknownAccount(UUID accountId) implements AccountRefusal {
        @Override
        public Words words() {
            return unknown("unknown-account", "There is no account %s.".formatted(accountId));
        }
    }

    /** An account with the chosen id exists already. */
    record AccountExists(UUID accountId) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "account-exists", "Account %s exists already. Choose another id, or none.".formatted(accountId));
        }
    }

    /** Nothing happens on a closed account. */
    record AccountIsClosed(UUID accountId) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow("account-closed", "Account %s is closed.".formatted(accountId));
        }
    }

    /** No money leaves a frozen account, and it is not frozen twice. */
    record AccountIsFrozen(UUID accountId) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow("account-frozen", "Account %s is frozen. Unfreeze it first.".formatted(accountId));
        }
    }

    /** Only a frozen account can be unfrozen. */
    record AccountIsNotFrozen(UUID accountId) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow("account-not-frozen", "Account %s is not frozen.".formatted(accountId));
        }
    }

    /** Money moves in positive amounts. */
    record AmountNotPositive(Money amount) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "amount-not-positive", "The amount must be more than zero; it is %s.".formatted(amount));
        }
    }

    /** The bank does not count that far. */
    record AmountTooLarge(int integerDigitsMax) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "amount-too-large",
                    "It would take more than %d digits before the decimal point.".formatted(integerDigitsMax));
        }
    }

    /** The currency cannot express the amount. */
    record AmountUnfit(String why) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules("amount-unfit", why);
        }
    }

    /** A limit is zero or more. */
    record LimitNegative(Money limit) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "limit-negative",
                    "An overdraft limit is zero or more; %s says how far below zero the balance may go."
                            .formatted(limit.negated()));
        }
    }

    /** Everything on an account is in the account's currency. */
    record CurrencyMismatch(String given, String accountCurrency) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "currency-mismatch", "The account is in %s, not in %s.".formatted(accountCurrency, given));
        }
    }

    /** More would leave the account than is available now. */
    record InsufficientFunds(Money asked, Money available) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "insufficient-funds", "%s was asked for; %s is available.".formatted(asked, available));
        }
    }

    /** A backdated debit would have left the account below its limit on a day that is over. */
    record InsufficientFundsOn(LocalDate day, Money asked, LocalDate effectiveDate) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "insufficient-funds-on-value-date",
                    "With %s gone from %s on, the account would have been below its limit at the end of %s."
                            .formatted(asked, effectiveDate, day));
        }
    }

    /** The value date is after today. */
    record ValueDateAhead(LocalDate effectiveDate, LocalDate today) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "value-date-ahead",
                    "The effectiveDate %s is after today, %s. Send the command when its day has come."
                            .formatted(effectiveDate, today));
        }
    }

    /** The value date is further back than any account can be. */
    record ValueDateTooOld(LocalDate effectiveDate, LocalDate earliest) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "value-date-too-old",
                    "The effectiveDate %s is before %s, the earliest this bank takes."
                            .formatted(effectiveDate, earliest));
        }
    }

    /** A transfer needs two accounts. */
    record SameAccount(UUID accountId) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "same-account", "A transfer goes to another account; both are %s.".formatted(accountId));
        }
    }

    /** The account has never heard of the hold. */
    record UnknownHold(UUID holdId) implements AccountRefusal {
        @Override
        public Words words() {
            return unknown("unknown-hold", "The account has no open hold %s.".formatted(holdId));
        }
    }

    /** The hold was captured, released, or its time is over. */
    record HoldHasEnded(UUID holdId) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "hold-ended", "Hold %s has ended: it was captured or released, or it expired.".formatted(holdId));
        }
    }

    /** More would be captured than is held. */
    record CaptureAboveHold(Money asked, Money held) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "capture-above-hold",
                    "%s was asked for; the hold is of %s. Withdraw the rest.".formatted(asked, held));
        }
    }

    /** A hold cannot end before it begins. */
    record HoldAlreadyOver(Instant expiresAt) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules("hold-already-over", "expiresAt %s is not in the future.".formatted(expiresAt));
        }
    }

    /** The account has as many open holds as it may. */
    record TooManyHolds(int max) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "too-many-holds",
                    "The account has %d open holds, as many as it may. Release or capture some.".formatted(max));
        }
    }

    /** The overdraft that the new limit would no longer cover is in use. */
    record OverdraftInUse(Money limit, Money used) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "overdraft-in-use",
                    "A limit of %s does not cover the %s that balance and holds use of it.".formatted(limit, used));
        }
    }

    /** Only an empty account can be closed. */
    record BalanceNotZero(Money balance) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "balance-not-zero",
                    "The balance is %s. Bring it to zero before closing the account.".formatted(balance));
        }
    }

    /** An account with money set aside cannot be closed. */
    record HoldsOpen(Money held) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "holds-open",
                    "%s is held. Capture or release the holds before closing the account.".formatted(held));
        }
    }

    /** Accounts are opened against products that the bank offers. */
    record UnknownProduct(String code) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules("unknown-product", "There is no product %s. Publish it first.".formatted(code));
        }
    }

    /** A retired product takes no new accounts. */
    record ProductIsRetired(String code) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow("product-retired", "Product %s is no longer offered.".formatted(code));
        }
    }

    /** An account is in its product's currency. */
    record ProductCurrencyDiffers(String code, String productCurrency, String given) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "currency-mismatch", "Product %s is in %s, not in %s.".formatted(code, productCurrency, given));
        }
    }

    /** No transaction has that id. */
    record UnknownTransaction(UUID eventId) implements AccountRefusal {
        @Override
        public Words words() {
            return unknown("unknown-transaction", "There is no transaction %s.".formatted(eventId));
        }
    }

    /** Some events are not taken back, but followed by others. */
    record NotReversible(String what, String instead) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules("not-reversible", "%s cannot be reversed or corrected. %s".formatted(what, instead));
        }
    }

    /** A transaction is reversed, or corrected, only once. */
    record AlreadyReversed(UUID eventId) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "already-reversed", "Transaction %s was reversed or corrected before.".formatted(eventId));
        }
    }

    /** A correction changes something. */
    record NothingToCorrect(UUID eventId) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "nothing-to-correct",
                    "Transaction %s says so already. Give another amount or effectiveDate.".formatted(eventId));
        }
    }

    /** A period has a beginning and an end, and is no longer than a year. */
    record InterestPeriodUnfit(LocalDate from, LocalDate to) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "interest-period-unfit",
                    "%s to %s is no period: it must not end before it begins, nor be longer than a year."
                            .formatted(from, to));
        }
    }

    /** Interest is paid afterwards. */
    record InterestPeriodNotOver(LocalDate to, LocalDate today) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "interest-period-not-over",
                    "The period ends on %s, which is not over on %s. Pay interest afterwards.".formatted(to, today));
        }
    }

    /** No day earns interest twice. */
    record InterestPeriodOverlaps(LocalDate from, LocalDate to) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "interest-period-overlaps",
                    "Interest was paid for %s to %s. Name that period to have it restated, or one beside it."
                            .formatted(from, to));
        }
    }

    /** Without a product that bears interest there is nothing to pay. */
    record BearsNoInterest(UUID accountId) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "bears-no-interest", "Account %s has no product that bears interest.".formatted(accountId));
        }
    }

    /** The period was paid, and nothing has changed since. */
    record InterestAlreadyPaid(LocalDate from, LocalDate to) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "interest-already-paid",
                    "Interest for %s to %s is paid, and no entry since has changed it.".formatted(from, to));
        }
    }

    /** Payments wait, and not without end. */
    record TooManyApprovals(int max) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "too-many-approvals",
                    "%d payments from this account wait for approval. Have some of them decided first.".formatted(max));
        }
    }

    /** No payment was asked for by that event. */
    record UnknownApproval(UUID requestEventId) implements AccountRefusal {
        @Override
        public Words words() {
            return unknown("unknown-approval", "No payment waits for approval as %s.".formatted(requestEventId));
        }
    }

    /** A payment is approved or rejected once. */
    record ApprovalHasEnded(UUID requestEventId) implements AccountRefusal {
        @Override
        public Words words() {
            return notAllowedNow(
                    "approval-ended", "The payment %s was approved or rejected before.".formatted(requestEventId));
        }
    }

    /** Four eyes are those of two people. */
    record SamePerson() implements AccountRefusal {
        @Override
        public Words words() {
            return new Words(
                    Kind.NOT_ALLOWED_TO_CALLER,
                    "same-person",
                    "Whoever asked for a payment cannot approve it. Somebody else must.");
        }
    }

    /** What one person may not pay, one person may not let go in another way. */
    record SecondPersonNeeded(Money amount) implements AccountRefusal {
        @Override
        public Words words() {
            return againstTheRules(
                    "second-person-needed",
                    "%s would leave an account, which takes a second person. Ask for a withdrawal or a transfer instead."
                            .formatted(amount));
        }
    }
}
