package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountRefusals.amountTooLarge;
import static io.daybook.command.account.domain.AccountRules.BALANCE_INTEGER_DIGITS_MAX;

import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.AccountEvent.MoneyMovement;
import io.daybook.events.Money;
import io.daybook.events.Money.UnfitAmount;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The bounds of balances: after each event of a decision, whatever it is and whoever asked for it, an account's balance and its closing
 * balances are within what everybody can show and add up. A balance that was beyond before there were bounds may come nearer. Pure.
 */
final class BalanceBounds {

    private static final BigDecimal BEYOND = BigDecimal.TEN.pow(BALANCE_INTEGER_DIGITS_MAX);

    private BalanceBounds() {}

    /** The decision, or the refusal of it if it goes beyond. */
    static Decision within(StreamStates states, Supplier<Decision> decide) {
        try {
            Decision decision = decide.get();
            return decision instanceof Accepted accepted && goBeyond(accepted.events(), states) ? tooLarge() : decision;
        } catch (UnfitAmount onTheWay) {
            // Interest on interest of many years may be more than any amount can be before the decision is whole.
            return tooLarge();
        }
    }

    private static Decision tooLarge() {
        return new Refused(amountTooLarge(BALANCE_INTEGER_DIGITS_MAX));
    }

    private static boolean goBeyond(List<NewEvent> events, StreamStates states) {
        Map<UUID, Account> accounts = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            NewEvent event = events.get(i);
            if (event.event() instanceof MoneyMovement movement) {
                Account before = accounts.computeIfAbsent(
                        event.streamId(), id -> states.find(id, Account.class).orElseThrow());
                boolean goesBeyond = before.balancesSince(event.effectiveDate())
                        .anyMatch(balance -> goesBeyond(balance, movement.change()));
                if (goesBeyond) {
                    return true;
                }
                // The last one, which nearly always is the only one, does not shift an account's days for nothing.
                if (i < events.size() - 1) {
                    accounts.put(event.streamId(), before.moved(movement.change(), event.effectiveDate()));
                }
            }
        }
        return false;
    }

    private static boolean goesBeyond(Money balance, Money change) {
        BigDecimal after = balance.value().add(change.value()).abs();
        return after.compareTo(BEYOND) >= 0 && after.compareTo(balance.value().abs()) > 0;
    }
}
