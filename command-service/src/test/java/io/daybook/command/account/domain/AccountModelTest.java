package io.daybook.command.account.domain;

import static io.daybook.command.account.domain.AccountSpecification.ADA;
import static io.daybook.command.account.domain.AccountSpecification.BOB;
import static io.daybook.command.account.domain.AccountSpecification.NOW;
import static io.daybook.command.account.domain.AccountSpecification.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.command.account.domain.AccountCommand.CaptureHold;
import io.daybook.command.account.domain.AccountCommand.ChangeOverdraftLimit;
import io.daybook.command.account.domain.AccountCommand.Close;
import io.daybook.command.account.domain.AccountCommand.Deposit;
import io.daybook.command.account.domain.AccountCommand.Freeze;
import io.daybook.command.account.domain.AccountCommand.PlaceHold;
import io.daybook.command.account.domain.AccountCommand.ReleaseHold;
import io.daybook.command.account.domain.AccountCommand.Transfer;
import io.daybook.command.account.domain.AccountCommand.Unfreeze;
import io.daybook.command.account.domain.AccountCommand.Withdraw;
import io.daybook.command.decision.Decision.Accepted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any commands in any order: the decider says yes and no where a naive bank does, and leaves the same behind. */
class AccountModelTest {

    private static final int DAYS = 4;
    private static final int COMMANDS_MAX = 40;
    private static final int HOLDS = 3;

    enum Kind {
        DEPOSIT,
        WITHDRAW,
        TRANSFER,
        HOLD,
        CAPTURE,
        RELEASE,
        LIMIT,
        FREEZE,
        UNFREEZE,
        CLOSE
    }

    /** A command to Ada's account, or to Bob's. */
    record Wish(Kind kind, boolean isAdas, int cents, int daysBack, int hold) {

        UUID account() {
            return isAdas ? ADA : BOB;
        }

        UUID other() {
            return isAdas ? BOB : ADA;
        }

        UUID holdId() {
            return new UUID(isAdas ? 7 : 8, hold);
        }

        LocalDate date() {
            return TODAY.minusDays(daysBack);
        }

        private Amount amount() {
            return new Amount(BigDecimal.valueOf(cents, 2), null);
        }

        AccountCommand command() {
            return switch (kind) {
                case DEPOSIT -> new Deposit(account(), amount(), date(), null);
                case WITHDRAW -> new Withdraw(account(), amount(), date(), null);
                case TRANSFER -> new Transfer(UUID.randomUUID(), account(), other(), amount(), date(), null);
                case HOLD -> new PlaceHold(account(), holdId(), amount(), null, null);
                case CAPTURE -> new CaptureHold(account(), holdId(), amount(), date(), null);
                case RELEASE -> new ReleaseHold(account(), holdId());
                case LIMIT -> new ChangeOverdraftLimit(account(), amount());
                case FREEZE -> new Freeze(account());
                case UNFREEZE -> new Unfreeze(account());
                case CLOSE -> new Close(account());
            };
        }
    }

    private record Movement(LocalDate date, int cents) {}

    /** An account that knows all its movements, and adds them up each time that it is asked. */
    private static final class NaiveAccount {

        private final List<Movement> movements = new ArrayList<>();
        private final Map<UUID, Integer> holds = new HashMap<>();
        private int limit;
        private boolean isFrozen;
        private boolean isClosed;

        int balance() {
            return movements.stream().mapToInt(Movement::cents).sum();
        }

        int closing(LocalDate day) {
            return movements.stream()
                    .filter(movement -> !movement.date().isAfter(day))
                    .mapToInt(Movement::cents)
                    .sum();
        }

        int held() {
            return holds.values().stream().mapToInt(Integer::intValue).sum();
        }

        boolean isDebitable() {
            return !isFrozen && !isClosed;
        }

        boolean hasAvailable(int cents) {
            return balance() - held() + limit >= cents;
        }

        /** Whether no day from that one on closes below the limit if so much leaves on it. */
        boolean hasOnItsDays(int cents, LocalDate from) {
            return from.datesUntil(TODAY.plusDays(1)).allMatch(day -> closing(day) - cents >= -limit);
        }

        void move(LocalDate date, int cents) {
            movements.add(new Movement(date, cents));
        }
    }

    /** Two accounts, and the bank's rules in their simplest words. */
    private static final class NaiveBank {

        private final Map<UUID, NaiveAccount> accounts = Map.of(ADA, new NaiveAccount(), BOB, new NaiveAccount());

        NaiveAccount account(UUID id) {
            return accounts.getOrDefault(id, new NaiveAccount());
        }

        boolean accepts(Wish wish) {
            NaiveAccount account = account(wish.account());
            int cents = wish.cents();
            int held = account.holds.getOrDefault(wish.holdId(), -1);
            return switch (wish.kind()) {
                case DEPOSIT -> !account.isClosed && cents > 0;
                case WITHDRAW ->
                    account.isDebitable()
                            && cents > 0
                            && account.hasAvailable(cents)
                            && account.hasOnItsDays(cents, wish.date());
                case TRANSFER ->
                    account.isDebitable()
                            && account(wish.other()).isDebitable()
                            && cents > 0
                            && account.hasAvailable(cents)
                            && account.hasOnItsDays(cents, wish.date());
                case HOLD -> account.isDebitable() && cents > 0 && account.hasAvailable(cents);
                case CAPTURE ->
                    account.isDebitable() && cents > 0 && held >= cents && account.hasOnItsDays(cents, wish.date());
                case RELEASE -> !account.isClosed && held >= 0;
                case LIMIT -> !account.isClosed && cents >= 0 && account.balance() - account.held() + cents >= 0;
                case FREEZE -> account.isDebitable();
                case UNFREEZE -> account.isFrozen && !account.isClosed;
                case CLOSE -> account.isDebitable() && account.balance() == 0 && account.holds.isEmpty();
            };
        }

        void carryOut(Wish wish) {
            NaiveAccount account = account(wish.account());
            switch (wish.kind()) {
                case DEPOSIT -> account.move(wish.date(), wish.cents());
                case WITHDRAW -> account.move(wish.date(), -wish.cents());
                case TRANSFER -> {
                    account.move(wish.date(), -wish.cents());
                    account(wish.other()).move(wish.date(), wish.cents());
                }
                case HOLD -> account.holds.put(wish.holdId(), wish.cents());
                case CAPTURE -> {
                    account.holds.remove(wish.holdId());
                    account.move(wish.date(), -wish.cents());
                }
                case RELEASE -> account.holds.remove(wish.holdId());
                case LIMIT -> account.limit = wish.cents();
                case FREEZE -> account.isFrozen = true;
                case UNFREEZE -> account.isFrozen = false;
                case CLOSE -> account.isClosed = true;
            }
        }
    }

    @Provide
    Arbitrary<List<Wish>> wishes() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(-1, 60),
                        Arbitraries.integers().between(0, DAYS),
                        Arbitraries.integers().between(1, HOLDS))
                .as(Wish::new)
                .list()
                .ofMaxSize(COMMANDS_MAX);
    }

    @Property
    void decides_as_a_naive_bank_does_and_leaves_the_same_behind(@ForAll("wishes") List<Wish> wishes) {
        AccountSpecification bank = AccountSpecification.givenOpenAccounts();
        var naive = new NaiveBank();
        for (Wish wish : wishes) {
            // The service makes a hold's id up: none is placed twice.
            boolean isHeldAlready = wish.kind() == Kind.HOLD
                    && naive.account(wish.account()).holds.containsKey(wish.holdId());
            if (isHeldAlready) {
                continue;
            }
            boolean isAccepted = bank.when(wish.command()).decision() instanceof Accepted;
            assertThat(isAccepted).as("%s", wish).isEqualTo(naive.accepts(wish));
            if (isAccepted) {
                bank.after(wish.command());
                naive.carryOut(wish);
            }
            assertSame(bank, naive, ADA);
            assertSame(bank, naive, BOB);
        }
    }

    private static void assertSame(AccountSpecification bank, NaiveBank bankInWords, UUID id) {
        Account account = bank.find(id, Account.class).orElseThrow();
        NaiveAccount naive = bankInWords.account(id);
        assertThat(account.balance().value()).isEqualByComparingTo(BigDecimal.valueOf(naive.balance(), 2));
        assertThat(account.held(NOW).value()).isEqualByComparingTo(BigDecimal.valueOf(naive.held(), 2));
        assertThat(account.overdraftLimit().value()).isEqualByComparingTo(BigDecimal.valueOf(naive.limit, 2));
        assertThat(account.status() == Account.Status.CLOSED).isEqualTo(naive.isClosed);
        assertThat(account.status() == Account.Status.FROZEN).isEqualTo(naive.isFrozen);
        account.dayEnds().forEach(day -> assertThat(day.balance().value())
                .isEqualByComparingTo(BigDecimal.valueOf(naive.closing(day.date()), 2)));
    }
}
