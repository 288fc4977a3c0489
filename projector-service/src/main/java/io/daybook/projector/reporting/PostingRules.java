package io.daybook.projector.reporting;

import static io.daybook.projector.reporting.LedgerAccount.CASH;
import static io.daybook.projector.reporting.LedgerAccount.CUSTOMER_DEPOSITS;
import static io.daybook.projector.reporting.LedgerAccount.FEE_INCOME;
import static io.daybook.projector.reporting.LedgerAccount.INTEREST_EXPENSE;
import static io.daybook.projector.reporting.LedgerAccount.INTEREST_INCOME;
import static io.daybook.projector.reporting.LedgerAccount.TRANSFERS_IN_TRANSIT;

import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.AccountUnfrozen;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.HoldReleased;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.AccountEvent.PaymentApproved;
import io.daybook.events.AccountEvent.PaymentRejected;
import io.daybook.events.AccountEvent.PaymentRequested;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.AccountEvent;
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
     * @param originals what an event before was posted as, for a reversal to take back
     * @throws IllegalStateException if the legs do not sum to zero, or do not move the customer's account as the event does
     */
    static List<Leg> legs(AccountEvent event, Function<UUID, List<Leg>> originals) {
        List<Leg> legs =
                switch (event) {
                    case MoneyDeposited deposited -> posted(CASH, CUSTOMER_DEPOSITS, deposited.amount());
                    case MoneyWithdrawn withdrawn -> posted(CUSTOMER_DEPOSITS, CASH, withdrawn.amount());
                    case HoldCaptured captured -> posted(CUSTOMER_DEPOSITS, CASH, captured.amount());
                    case TransferSent sent -> posted(CUSTOMER_DEPOSITS, TRANSFERS_IN_TRANSIT, sent.amount());
                    case TransferReceived received ->
                        posted(TRANSFERS_IN_TRANSIT, CUSTOMER_DEPOSITS, received.amount());
                    case FeeCharged charged -> posted(CUSTOMER_DEPOSITS, FEE_INCOME, charged.amount());
                    case InterestPaid paid ->
                        Stream.concat(
                                        posted(INTEREST_EXPENSE, CUSTOMER_DEPOSITS, paid.earned()).stream(),
                                        posted(CUSTOMER_DEPOSITS, INTEREST_INCOME, paid.charged()).stream())
                                .toList();
                    case TransactionReversed reversed ->
                        originals.apply(reversed.reversedEventId()).stream()
                                .map(Leg::opposite)
                                .toList();
                    case AccountOpened opened -> List.of();
                    case FundsHeld held -> List.of();
                    case HoldReleased released -> List.of();
                    case OverdraftLimitChanged changed -> List.of();
                    case OverdraftLimitBreached breached -> List.of();
                    case PaymentRequested requested -> List.of();
                    case PaymentApproved approved -> List.of();
                    case PaymentRejected rejected -> List.of();
                    case AccountFrozen frozen -> List.of();
                    case AccountUnfrozen unfrozen -> List.of();
                    case AccountClosed closed -> List.of();
                };
        event.balanceChange().ifPresent(change -> checkBalanced(legs, change));
        return legs;
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
