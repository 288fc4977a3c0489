package io.daybook.projector.summaries;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.AccountUnfrozen;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.HoldReleased;
import io.daybook.events.AccountEvent.MoneyMovement;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Folds one event into an account's summary. Pure. */
final class SummaryFold {

    private SummaryFold() {}

    /**
     * The summary after an event.
     *
     * @param before the summary as it is, null before the account was opened
     * @throws IllegalStateException if the event cannot follow on it
     */
    static Summary after(@Nullable Summary before, RecordedEvent recorded, AccountEvent event) {
        if (event instanceof AccountOpened opened) {
            return opened(recorded, opened);
        }
        if (before == null) {
            throw new IllegalStateException("%s cannot be the first event of an account.".formatted(recorded.type()));
        }
        return changed(before, recorded, event).updatedAt(recorded.recordedAt());
    }

    private static Summary opened(RecordedEvent recorded, AccountOpened opened) {
        Money limit = opened.overdraftLimit();
        BigDecimal zero = Money.zero(limit.currency()).value();
        return new Summary(
                opened.holder().name(),
                opened.productCode(),
                limit.currency().getCurrencyCode(),
                Summary.Status.OPEN,
                zero,
                zero,
                limit.value(),
                0,
                null,
                recorded.recordedAt(),
                recorded.recordedAt());
    }

    private static Summary changed(Summary account, RecordedEvent recorded, AccountEvent event) {
        return switch (event) {
            case HoldCaptured captured ->
                moved(account, recorded, captured)
                        .heldMore(amount(account, captured.amount().plus(captured.released()))
                                .negate());
            case MoneyMovement movement -> moved(account, recorded, movement);
            case FundsHeld held -> account.heldMore(amount(account, held.amount()));
            case HoldReleased released ->
                account.heldMore(amount(account, released.amount()).negate());
            case OverdraftLimitChanged changed -> account.withOverdraftLimit(amount(account, changed.limit()));
            case AccountFrozen frozen -> account.withStatus(Summary.Status.FROZEN);
            case AccountUnfrozen unfrozen -> account.withStatus(Summary.Status.OPEN);
            case AccountClosed closed -> account.withStatus(Summary.Status.CLOSED);
            // A summary has no part in other events, nor in those to come that move no money.
            default -> account;
        };
    }

    private static Summary moved(Summary account, RecordedEvent recorded, MoneyMovement movement) {
        return account.moved(amount(account, movement.change()), recorded.effectiveDate());
    }

    private static BigDecimal amount(Summary account, Money amount) {
        if (!amount.currency().equals(Currency.getInstance(account.currency()))) {
            throw new IllegalStateException(
                    "An amount in %s cannot be on an account in %s.".formatted(amount.currency(), account.currency()));
        }
        return amount.value();
    }
}
