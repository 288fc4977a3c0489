package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.ValueDatedBalances.DayEnd;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Movements in any order of value dates end in the balances that adding them up naively gives. */
class ValueDatedBalancesTest {

    private static final int DAYS = 12;
    private static final int MOVEMENTS_MAX = 25;

    /** A movement, that many days after the first day. */
    record Movement(int day, int cents) {

        LocalDate date() {
            return TODAY.plusDays(day);
        }

        Money change() {
            return new Money(BigDecimal.valueOf(cents, 2), Currency.getInstance("EUR"));
        }
    }

    @Provide
    Arbitrary<List<Movement>> histories() {
        Arbitrary<Integer> days = Arbitraries.integers().between(0, DAYS);
        Arbitrary<Integer> cents = Arbitraries.integers().between(-500, 500);
        return Combinators.combine(days, cents).as(Movement::new).list().ofMaxSize(MOVEMENTS_MAX);
    }

    private static Account after(List<Movement> history) {
        Account account = Account.opened(new AccountOpened(new Holder("Ada"), null, Money.of("2.00", "EUR")), TODAY);
        for (Movement movement : history) {
            account = account.moved(movement.change(), movement.date());
        }
        return account;
    }

    private static Money naive(List<Movement> history, LocalDate asOf) {
        return history.stream()
                .filter(movement -> !movement.date().isAfter(asOf))
                .map(Movement::change)
                .reduce(Money.of("0", "EUR"), Money::plus);
    }

    @Property
    void every_day_end_is_the_sum_of_the_movements_up_to_it(@ForAll("histories") List<Movement> history) {
        List<DayEnd> dayEnds = after(history).dayEnds();

        assertThat(dayEnds).allSatisfy(day -> assertThat(day.balance()).isEqualTo(naive(history, day.date())));
        assertThat(dayEnds).extracting(DayEnd::date).isSorted().doesNotHaveDuplicates();
        var days = new TreeSet<>(history.stream().map(Movement::date).toList());
        assertThat(dayEnds).extracting(DayEnd::date).containsAll(days);
    }

    @Property
    void the_first_day_below_the_limit_is_the_first_that_the_sums_say_is(
            @ForAll("histories") List<Movement> history, @ForAll @IntRange(max = DAYS) int from) {
        LocalDate first = TODAY.plusDays(from);

        Optional<LocalDate> expected = first.datesUntil(TODAY.plusDays(DAYS + 1L))
                .filter(day -> naive(history, day).isLessThan(Money.of("-2.00", "EUR")))
                .findFirst();

        assertThat(after(history).firstDayBelowLimit(first).map(DayEnd::date)).isEqualTo(expected);
    }
}
