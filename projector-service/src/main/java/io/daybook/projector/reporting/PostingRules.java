package io.daybook.projector.reporting;

import static io.daybook.projector.reporting.LedgerAccount.CASH;
import static io.daybook.projector.reporting.LedgerAccount.CUSTOMER_DEPOSITS;
import static io.daybook.projector.reporting.LedgerAccount.FEE_INCOME;
import static io.daybook.projector.reporting.LedgerAccount.INTEREST_EXPENSE;
import static io.daybook.projector.reporting.LedgerAccount.INTEREST_INCOME;
import static io.daybook.projector.reporting.LedgerAccount.TAX_PAYABLE;
import static io.daybook.projector.reporting.LedgerAccount.TRANSFERS_IN_TRANSIT;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyMovement;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.BankEntry.FeeReversed;
import io.daybook.events.BankEntry.InterestChargeReversed;
import io.daybook.events.BankEntry.InterestCharged;
import io.daybook.events.BankEntry.InterestCreditReversed;
import io.daybook.events.BankEntry.InterestCredited;
import io.daybook.events.BankEntry.TaxReversed;
import io.daybook.events.BankEntry.TaxWithheld;
import io.daybook.events.Money;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Posting of each event: the account of the ledger that it debits and the one that it credits. */
final class PostingRules {

    private PostingRules() {}

    /**
     * The legs of an event; none if it moves no money.
     *
     * @param originals postings of earlier events, for a reversal to take back
     * @throws IllegalStateException if the legs do not sum to zero, or do not move the customer's account as the event does
     */
    static List<Leg> legs(AccountEvent event, Function<UUID, List<Leg>> originals) {
        if (!(event instanceof MoneyMovement movement)) {
            return List.of();
        }
        List<Leg> legs = posted(movement, originals);
        checkBalanced(legs, movement.change());
        return legs;
    }

    private static List<Leg> posted(MoneyMovement movement, Function<UUID, List<Leg>> originals) {
        return switch (movement) {
            case MoneyDeposited deposited -> posted(CASH, CUSTOMER_DEPOSITS, deposited.amount());
            case MoneyWithdrawn withdrawn -> posted(CUSTOMER_DEPOSITS, CASH, withdrawn.amount());
            case HoldCaptured captured -> posted(CUSTOMER_DEPOSITS, CASH, captured.amount());
            case TransferSent sent -> posted(CUSTOMER_DEPOSITS, TRANSFERS_IN_TRANSIT, sent.amount());
            case TransferReceived received -> posted(TRANSFERS_IN_TRANSIT, CUSTOMER_DEPOSITS, received.amount());
            case FeeCharged charged -> posted(CUSTOMER_DEPOSITS, FEE_INCOME, charged.amount());
            case FeeReversed reversed -> posted(FEE_INCOME, CUSTOMER_DEPOSITS, reversed.amount());
            case InterestCredited credited -> posted(INTEREST_EXPENSE, CUSTOMER_DEPOSITS, credited.amount());
            case InterestCreditReversed reversed -> posted(CUSTOMER_DEPOSITS, INTEREST_EXPENSE, reversed.amount());
            case InterestCharged charged -> posted(CUSTOMER_DEPOSITS, INTEREST_INCOME, charged.amount());
            case InterestChargeReversed reversed -> posted(INTEREST_INCOME, CUSTOMER_DEPOSITS, reversed.amount());
            case TaxWithheld withheld -> posted(CUSTOMER_DEPOSITS, TAX_PAYABLE, withheld.amount());
            case TaxReversed reversed -> posted(TAX_PAYABLE, CUSTOMER_DEPOSITS, reversed.amount());
            case InterestPaid paid ->
                Stream.concat(
                                posted(INTEREST_EXPENSE, CUSTOMER_DEPOSITS, paid.earned()).stream(),
                                posted(CUSTOMER_DEPOSITS, INTEREST_INCOME, paid.charged()).stream())
                        .toList();
            case TransactionReversed reversed ->
                originals.apply(reversed.reversedEventId()).stream()
                        .map(Leg::opposite)
                        .toList();
        };
    }

    /** A difference of interest may be negative, which posts the other way round. */
    private static List<Leg> posted(LedgerAccount debited, LedgerAccount credited, Money amount) {
        return amount.isZero() ? List.of() : List.of(new Leg(debited, amount), new Leg(credited, amount.negated()));
    }

    private static void checkBalanced(List<Leg> legs, Money change) {
        Money sum = Money.zero(change.currency());
        Money deposits = Money.zero(change.currency());
        for (Leg leg : legs) {
            sum = sum.plus(leg.amount());
            deposits = leg.account() == CUSTOMER_DEPOSITS ? deposits.plus(leg.amount()) : deposits;
        }
        if (!sum.isZero() || !deposits.negated().equals(change)) {
            throw new IllegalStateException(
                    "A change of %s cannot be posted as %s: the legs must sum to zero, and the deposits must move by it."
                            .formatted(change, legs));
        }
    }
}
