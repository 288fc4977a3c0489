package io.daybook.command.account;

import io.daybook.command.decision.Refusal;
import io.daybook.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Every reason for which the bank refuses a command to an account. */
public sealed interface AccountRefusal extends Refusal {

    /** No account has that id. */
    record UnknownAccount(UUID accountId) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }

        @Override
        public String code() {
            return "unknown-account";
        }

        @Override
        public String detail() {
            return "There is no account %s.".formatted(accountId);
        }
    }

    /** An account with the chosen id exists already. */
    record AccountExists(UUID accountId) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED_NOW;
        }

        @Override
        public String code() {
            return "account-exists";
        }

        @Override
        public String detail() {
            return "Account %s exists already. Choose another id, or none.".formatted(accountId);
        }
    }

    /** Nothing happens on a closed account. */
    record AccountIsClosed(UUID accountId) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED_NOW;
        }

        @Override
        public String code() {
            return "account-closed";
        }

        @Override
        public String detail() {
            return "Account %s is closed.".formatted(accountId);
        }
    }

    /** No money leaves a frozen account, and it is not frozen twice. */
    record AccountIsFrozen(UUID accountId) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED_NOW;
        }

        @Override
        public String code() {
            return "account-frozen";
        }

        @Override
        public String detail() {
            return "Account %s is frozen. Unfreeze it first.".formatted(accountId);
        }
    }

    /** Only a frozen account can be unfrozen. */
    record AccountIsNotFrozen(UUID accountId) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED_NOW;
        }

        @Override
        public String code() {
            return "account-not-frozen";
        }

        @Override
        public String detail() {
            return "Account %s is not frozen.".formatted(accountId);
        }
    }

    /** Money moves in positive amounts. */
    record AmountNotPositive(Money amount) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "amount-not-positive";
        }

        @Override
        public String detail() {
            return "The amount must be more than zero; it is %s.".formatted(amount);
        }
    }

    /** The bank does not count that far. */
    record AmountTooLarge(int integerDigitsMax) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "amount-too-large";
        }

        @Override
        public String detail() {
            return "It would take more than %d digits before the decimal point.".formatted(integerDigitsMax);
        }
    }

    /** The currency cannot express the amount. */
    record AmountUnfit(String why) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "amount-unfit";
        }

        @Override
        public String detail() {
            return why;
        }
    }

    /** A limit is zero or more. */
    record LimitNegative(Money limit) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "limit-negative";
        }

        @Override
        public String detail() {
            return "An overdraft limit is zero or more; %s says how far below zero the balance may go."
                    .formatted(limit.negated());
        }
    }

    /** Everything on an account is in the account's currency. */
    record CurrencyMismatch(String given, String accountCurrency) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "currency-mismatch";
        }

        @Override
        public String detail() {
            return "The account is in %s, not in %s.".formatted(accountCurrency, given);
        }
    }

    /** More would leave the account than is available now. */
    record InsufficientFunds(Money asked, Money available) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "insufficient-funds";
        }

        @Override
        public String detail() {
            return "%s was asked for; %s is available.".formatted(asked, available);
        }
    }

    /** A backdated debit would have left the account below its limit on a day that is over. */
    record InsufficientFundsOn(LocalDate day, Money asked, LocalDate effectiveDate) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "insufficient-funds-on-value-date";
        }

        @Override
        public String detail() {
            return "With %s gone from %s on, the account would have been below its limit at the end of %s."
                    .formatted(asked, effectiveDate, day);
        }
    }

    /** The value date is after today. */
    record ValueDateAhead(LocalDate effectiveDate, LocalDate today) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "value-date-ahead";
        }

        @Override
        public String detail() {
            return "The effectiveDate %s is after today, %s. Send the command when its day has come."
                    .formatted(effectiveDate, today);
        }
    }

    /** The value date is further back than any account can be. */
    record ValueDateTooOld(LocalDate effectiveDate, LocalDate earliest) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "value-date-too-old";
        }

        @Override
        public String detail() {
            return "The effectiveDate %s is before %s, the earliest this bank takes."
                    .formatted(effectiveDate, earliest);
        }
    }

    /** A transfer needs two accounts. */
    record SameAccount(UUID accountId) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "same-account";
        }

        @Override
        public String detail() {
            return "A transfer goes to another account; both are %s.".formatted(accountId);
        }
    }

    /** The account has never heard of the hold. */
    record UnknownHold(UUID holdId) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }

        @Override
        public String code() {
            return "unknown-hold";
        }

        @Override
        public String detail() {
            return "The account has no open hold %s.".formatted(holdId);
        }
    }

    /** The hold was captured, released, or its time is over. */
    record HoldHasEnded(UUID holdId) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED_NOW;
        }

        @Override
        public String code() {
            return "hold-ended";
        }

        @Override
        public String detail() {
            return "Hold %s has ended: it was captured or released, or it expired.".formatted(holdId);
        }
    }

    /** More would be captured than is held. */
    record CaptureAboveHold(Money asked, Money held) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "capture-above-hold";
        }

        @Override
        public String detail() {
            return "%s was asked for; the hold is of %s. Withdraw the rest.".formatted(asked, held);
        }
    }

    /** A hold cannot end before it begins. */
    record HoldAlreadyOver(Instant expiresAt) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "hold-already-over";
        }

        @Override
        public String detail() {
            return "expiresAt %s is not in the future.".formatted(expiresAt);
        }
    }

    /** The account has as many open holds as it may. */
    record TooManyHolds(int max) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "too-many-holds";
        }

        @Override
        public String detail() {
            return "The account has %d open holds, as many as it may. Release or capture some.".formatted(max);
        }
    }

    /** The overdraft that the new limit would no longer cover is in use. */
    record OverdraftInUse(Money limit, Money used) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.AGAINST_THE_RULES;
        }

        @Override
        public String code() {
            return "overdraft-in-use";
        }

        @Override
        public String detail() {
            return "A limit of %s does not cover the %s that balance and holds use of it.".formatted(limit, used);
        }
    }

    /** Only an empty account can be closed. */
    record BalanceNotZero(Money balance) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED_NOW;
        }

        @Override
        public String code() {
            return "balance-not-zero";
        }

        @Override
        public String detail() {
            return "The balance is %s. Bring it to zero before closing the account.".formatted(balance);
        }
    }

    /** An account with money set aside cannot be closed. */
    record HoldsOpen(Money held) implements AccountRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED_NOW;
        }

        @Override
        public String code() {
            return "holds-open";
        }

        @Override
        public String detail() {
            return "%s is held. Capture or release the holds before closing the account.".formatted(held);
        }
    }
}
