package io.daybook.projector.reporting;

import io.daybook.events.Money;
import java.util.Currency;
import java.util.List;

/**
 * Turnover of a customer's account: what it took in and gave out. A reversal takes away from the side that it takes back, so that a day's
 * totals by value date end up as if the original had not been.
 *
 * @param in money that came in
 * @param out money that went out
 */
record Flow(Money in, Money out) {

    static Flow none(Currency currency) {
        return new Flow(Money.zero(currency), Money.zero(currency));
    }

    /** Adds up the legs of an event that is no reversal; interest earned comes in, and interest charged, fees and tax go out. */
    static Flow of(List<Leg> legs, Currency currency) {
        Flow flow = none(currency);
        for (Leg leg : legs) {
            flow = switch (leg.account()) {
                case CUSTOMER_DEPOSITS -> flow;
                case INTEREST_EXPENSE -> flow.plus(new Flow(leg.amount(), Money.zero(currency)));
                case INTEREST_INCOME, FEE_INCOME, TAX_PAYABLE ->
                    flow.plus(new Flow(Money.zero(currency), leg.amount().negated()));
                case CASH, TRANSFERS_IN_TRANSIT ->
                    flow.plus(
                            leg.amount().isPositive()
                                    ? new Flow(leg.amount(), Money.zero(currency))
                                    : new Flow(
                                            Money.zero(currency), leg.amount().negated()));
            };
        }
        return flow;
    }

    Flow plus(Flow other) {
        return new Flow(in.plus(other.in), out.plus(other.out));
    }

    Flow negated() {
        return new Flow(in.negated(), out.negated());
    }
}
