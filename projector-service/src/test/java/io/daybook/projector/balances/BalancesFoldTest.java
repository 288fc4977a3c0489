package io.daybook.projector.balances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.Hash;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.balances.BalancesFold.Line;
import io.daybook.projector.balances.BalancesFold.RestatedDay;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalancesFoldTest {

    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-01");
    private static final int LINES = 300;
    private static final int DAYS = 20;

    private static final UUID REQUEST = new UUID(5, 1);

    private final Map<UUID, NavigableMap<LocalDate, BigDecimal>> days = new HashMap<>();
    private long version;

    @Test
    void what_other_books_had_begins_with_its_day_in_the_banks_zone_and_all_else_has_the_moment_of_recording_alone() {
        var fold = new BalancesFold(Map.of(), days, Map.of(), ZoneId.of("Europe/Prague"));
        apply(fold, new AccountOpened(new Holder("Ada"), null, euros("0")), FIRST_DAY);
        apply(fold, new MoneyDeposited(euros("1.00"), null).bookedOn(FIRST_DAY), FIRST_DAY);
        apply(fold, new MoneyDeposited(euros("1.00"), null), FIRST_DAY);

        assertThat(fold.lines())
                .extracting(BalancesFold.Line::bookedAt)
                .containsExactly(Instant.parse("2025-12-31T23:00:00Z"), null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_past_as_known_at_every_version_equals_a_naive_sum(long seed) {
        var random = new Random(seed);
        days.put(ACCOUNT, new TreeMap<>());
        var fold = new BalancesFold(Map.of(), days, Map.of(), ZoneOffset.UTC);
        apply(fold, new AccountOpened(new Holder("Ada"), null, euros("0")), FIRST_DAY);
        for (int i = 0; i < LINES; i++) {
            Money amount = euros(random.nextInt(1, 1_000) + ".01");
            AccountEvent event =
                    random.nextBoolean() ? new MoneyDeposited(amount, null) : new MoneyWithdrawn(amount, null);
            apply(fold, event, FIRST_DAY.plusDays(random.nextInt(DAYS)));
        }

        for (long known = 2; known <= version; known++) {
            for (int day = 0; day < DAYS; day++) {
                LocalDate asOf = FIRST_DAY.plusDays(day);
                assertThat(answer(fold, asOf, known)).isEqualByComparingTo(naiveSum(fold, asOf, known));
            }
        }
    }

    @Test
    void a_backdated_line_says_what_it_restated_from_what_to_what() {
        days.put(ACCOUNT, new TreeMap<>());
        var fold = new BalancesFold(Map.of(), days, Map.of(), ZoneOffset.UTC);
        apply(fold, new AccountOpened(new Holder("Ada"), null, euros("0")), FIRST_DAY);
        apply(fold, new MoneyDeposited(euros("10"), null), FIRST_DAY.plusDays(5));

        apply(fold, new MoneyDeposited(euros("1"), null), FIRST_DAY.plusDays(2));

        assertThat(fold.restatedDays()).singleElement().satisfies(day -> {
            assertThat(day.date()).isEqualTo(FIRST_DAY.plusDays(5));
            assertThat(day.previousBalance()).isEqualByComparingTo("10");
            assertThat(day.balance()).isEqualByComparingTo("11");
        });
    }

    @Test
    void a_reversal_restates_the_day_of_its_original_also_where_that_is_the_latest_one() {
        days.put(ACCOUNT, new TreeMap<>());
        var fold = new BalancesFold(Map.of(), days, Map.of(), ZoneOffset.UTC);
        apply(fold, new AccountOpened(new Holder("Ada"), null, euros("0")), FIRST_DAY);
        apply(fold, new MoneyDeposited(euros("10"), null), FIRST_DAY);

        apply(fold, new TransactionReversed(new UUID(1, 2), euros("-10")), FIRST_DAY, new UUID(1, 2));

        assertThat(fold.restatedDays()).singleElement().satisfies(day -> {
            assertThat(day.date()).isEqualTo(FIRST_DAY);
            assertThat(day.previousBalance()).isEqualByComparingTo("10");
            assertThat(day.balance()).isEqualByComparingTo("0");
        });
        assertThat(fold.lines().getLast().reverses()).isEqualTo(new UUID(1, 2));
        assertThat(fold.lines().getLast().cause()).isNull();
    }

    @Test
    void an_approved_payment_is_no_restatement_although_its_request_caused_it() {
        var fold = new BalancesFold(Map.of(), days, Map.of(), ZoneOffset.UTC);
        apply(fold, new AccountOpened(new Holder("Ada"), null, euros("0")), FIRST_DAY);
        apply(fold, new MoneyDeposited(euros("11"), null), FIRST_DAY);

        apply(fold, new TransferReceived(new UUID(4, 1), new UUID(0, 9), euros("5000"), null), FIRST_DAY, REQUEST);

        assertThat(fold.restatedDays()).isEmpty();
    }

    @Test
    void what_replaces_an_entry_is_a_restatement_whether_the_reversal_is_of_the_same_batch_or_of_the_one_before() {
        UUID wrong = new UUID(1, 2);
        var fold = new BalancesFold(Map.of(), days, Map.of(), ZoneOffset.UTC);
        apply(fold, new AccountOpened(new Holder("Ada"), null, euros("0")), FIRST_DAY);
        apply(fold, new MoneyDeposited(euros("10"), null), FIRST_DAY);
        apply(fold, new TransactionReversed(wrong, euros("-10")), FIRST_DAY, wrong);
        var next = new BalancesFold(fold.accounts(), days, Map.of(ACCOUNT, wrong), ZoneOffset.UTC);

        apply(next, new MoneyDeposited(euros("1"), null), FIRST_DAY, wrong);
        version--;
        apply(fold, new MoneyDeposited(euros("1"), null), FIRST_DAY, wrong);

        assertThat(next.restatedDays())
                .extracting(RestatedDay::balance)
                .containsExactly(euros("1").value());
        assertThat(fold.restatedDays())
                .extracting(RestatedDay::balance)
                .containsExactly(euros("0").value(), euros("1").value());
    }

    @Test
    void a_breach_belongs_to_the_debit_right_before_it() {
        var fold = new BalancesFold(Map.of(), days, Map.of(), ZoneOffset.UTC);
        apply(fold, new AccountOpened(new Holder("Ada"), null, euros("0")), FIRST_DAY);
        apply(fold, new FeeCharged(euros("2.50"), null), FIRST_DAY);

        apply(fold, new OverdraftLimitBreached(FIRST_DAY, euros("-2.50"), euros("0")), FIRST_DAY);

        assertThat(fold.breaches())
                .singleElement()
                .extracting(BalancesFold.Breach::transactionVersion)
                .isEqualTo(2L);
    }

    @Test
    void a_version_that_does_not_follow_is_never_applied() {
        var fold = new BalancesFold(Map.of(), days, Map.of(), ZoneOffset.UTC);
        version = 1;

        assertThatThrownBy(() -> apply(fold, new MoneyDeposited(euros("10"), null), FIRST_DAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot follow");
    }

    /** As the query-service answers: the newest day known then, and the newest row that says something about it. */
    private static BigDecimal answer(BalancesFold fold, LocalDate asOf, long known) {
        LocalDate newestDay = fold.newDays().stream()
                .filter(day -> day.firstVersion() <= known && !day.date().isAfter(asOf))
                .map(BalancesFold.Day::date)
                .max(LocalDate::compareTo)
                .orElse(null);
        if (newestDay == null) {
            return BigDecimal.ZERO;
        }
        var newest = new TreeMap<Long, BigDecimal>();
        for (Line line : fold.lines()) {
            if (line.recorded().effectiveDate().equals(newestDay)) {
                newest.put(line.recorded().streamVersion(), line.dayBalance());
            }
        }
        for (RestatedDay day : fold.restatedDays()) {
            if (day.date().equals(newestDay)) {
                newest.put(day.cause().streamVersion(), day.balance());
            }
        }
        return newest.floorEntry(known).getValue();
    }

    private static BigDecimal naiveSum(BalancesFold fold, LocalDate asOf, long known) {
        List<BigDecimal> amounts = new ArrayList<>();
        for (Line line : fold.lines()) {
            boolean isKnown = line.recorded().streamVersion() <= known;
            if (isKnown && !line.recorded().effectiveDate().isAfter(asOf)) {
                amounts.add(line.amount());
            }
        }
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void apply(BalancesFold fold, AccountEvent event, LocalDate effectiveDate) {
        apply(fold, event, effectiveDate, null);
    }

    private void apply(BalancesFold fold, AccountEvent event, LocalDate effectiveDate, @Nullable UUID causationId) {
        version++;
        fold.apply(
                new RecordedEvent(
                        version,
                        ACCOUNT,
                        version,
                        new UUID(1, version),
                        event.getClass().getSimpleName(),
                        1,
                        "{}",
                        effectiveDate,
                        Instant.EPOCH.plusSeconds(version),
                        "teller",
                        null,
                        null,
                        new UUID(2, version),
                        causationId,
                        null,
                        Hash.NONE),
                event);
    }

    private static Money euros(String value) {
        return Money.of(value, "EUR");
    }
}
