package io.daybook.command.account.domain;

import io.daybook.command.account.domain.ValueDatedBalances.DayEnd;
import io.daybook.command.product.domain.Product;
import io.daybook.events.DayCount;
import io.daybook.events.Money;
import io.daybook.events.ProductTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Interest on day-end balances, exactly: {@code balance × rate × days ÷ (100 × days of the year)} is summed up as a fraction
 * over the period and rounded once, at its end, to the currency's minor unit.
 *
 * <p>Half a minor unit is rounded up, as Council Regulation (EC) No 1103/97, article 5, wants it for amounts of money; what is
 * earned and what is charged are each rounded by themselves.
 */
final class InterestAccrual {

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private final Currency currency;
    private final Fractions earned = new Fractions();
    private final Fractions charged = new Fractions();

    private InterestAccrual(Currency currency) {
        this.currency = currency;
    }

    /**
     * Interest for a period.
     *
     * @param earned on positive balances
     * @param charged on overdrawn balances
     */
    record Accrued(Money earned, Money charged) {}

    /**
     * Interest accrued on an account in a period, both days included.
     *
     * @param dayEnds the closing balances, oldest first; before the first of them there was nothing
     * @param product product whose terms count
     */
    static Accrued over(List<DayEnd> dayEnds, Product product, LocalDate from, LocalDate to) {
        var accrual = new InterestAccrual(product.currency());
        int next = firstAfter(dayEnds, from);
        LocalDate day = from;
        while (!day.isAfter(to)) {
            LocalDate until = earliest(
                    to.plusDays(1),
                    next < dayEnds.size() ? dayEnds.get(next).date() : LocalDate.MAX,
                    product.nextChangeAfter(day).orElse(LocalDate.MAX),
                    day.plusYears(1).withDayOfYear(1));
            if (next > 0) {
                accrual.add(dayEnds.get(next - 1).balance().value(), product.termsOn(day), day, until);
            }
            if (next < dayEnds.size() && dayEnds.get(next).date().equals(until)) {
                next++;
            }
            day = until;
        }
        return new Accrued(accrual.rounded(accrual.earned), accrual.rounded(accrual.charged));
    }

    private void add(BigDecimal balance, ProductTerms terms, LocalDate from, LocalDate until) {
        DayCount dayCount = terms.dayCount();
        BigDecimal days = BigDecimal.valueOf(dayCount.days(from, until));
        if (balance.signum() > 0) {
            earned.add(balance.multiply(terms.annualRate()).multiply(days), dayCount.yearOf(from));
        } else {
            charged.add(balance.negate().multiply(terms.overdraftRate()).multiply(days), dayCount.yearOf(from));
        }
    }

    private Money rounded(Fractions fractions) {
        return new Money(fractions.sum(currency.getDefaultFractionDigits()), currency);
    }

    private static LocalDate earliest(LocalDate... dates) {
        return Stream.of(dates).min(LocalDate::compareTo).orElseThrow();
    }

    private static int firstAfter(List<DayEnd> dayEnds, LocalDate date) {
        int low = 0;
        int high = dayEnds.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (dayEnds.get(middle).date().isAfter(date)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** A sum of fractions, kept by denominator so that nothing is rounded before the end. */
    private static final class Fractions {

        private final Map<Integer, BigDecimal> numerators = new HashMap<>();

        void add(BigDecimal numerator, int denominator) {
            numerators.merge(denominator, numerator, BigDecimal::add);
        }

        BigDecimal sum(int decimals) {
            BigDecimal common =
                    numerators.keySet().stream().map(BigDecimal::valueOf).reduce(BigDecimal.ONE, BigDecimal::multiply);
            BigDecimal numerator = numerators.entrySet().stream()
                    .map(entry -> entry.getValue().multiply(common.divide(BigDecimal.valueOf(entry.getKey()))))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return numerator.divide(common.multiply(PERCENT), decimals, RoundingMode.HALF_UP);
        }
    }
}
