package io.daybook.projector.summaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.events.AccountEvent;
import io.daybook.events.AccountEvent.AccountClosed;
import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.AccountUnfrozen;
import io.daybook.events.AccountEvent.FeeCharged;
import io.daybook.events.AccountEvent.FundsHeld;
import io.daybook.events.AccountEvent.HoldCaptured;
import io.daybook.events.AccountEvent.HoldReleased;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.InterestPaid;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.AccountEvent.MoneyWithdrawn;
import io.daybook.events.AccountEvent.OverdraftLimitBreached;
import io.daybook.events.AccountEvent.OverdraftLimitChanged;
import io.daybook.events.AccountEvent.ReleaseCause;
import io.daybook.events.AccountEvent.TransactionReversed;
import io.daybook.events.AccountEvent.TransferReceived;
import io.daybook.events.AccountEvent.TransferSent;
import io.daybook.events.Hash;
import io.daybook.events.Money;
import io.daybook.events.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryFoldTest {

    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final UUID HOLD = new UUID(0, 3);
    private static final LocalDate DAY = LocalDate.parse("2026-01-31");
    private static final Instant OPENING = Instant.parse("2026-02-01T00:00:01Z");
    private static final AccountOpened OPENED = new AccountOpened(new Holder("Ada"), "SAVINGS", euros("50"));

    private @Nullable Summary summary;
    private long version;

    @Test
    void an_account_that_was_opened_has_nothing_on_it_and_its_limit_available() {
        given(OPENED);

        assertThat(summary())
                .isEqualTo(new Summary(
                        "Ada",
                        "SAVINGS",
                        "EUR",
                        Summary.Status.OPEN,
                        euros("0").value(),
                        euros("0").value(),
                        euros("50").value(),
                        0,
                        null,
                        OPENING,
                        OPENING));
        assertThat(summary().available()).isEqualTo("50.00");
    }

    @Test
    void all_that_moves_money_moves_the_balance() {
        given(
                OPENED,
                new MoneyDeposited(euros("1000"), null),
                new MoneyWithdrawn(euros("100"), null),
                new TransferSent(OTHER, OTHER, euros("10"), null),
                new TransferReceived(OTHER, OTHER, euros("1"), null),
                new FeeCharged(euros("0.10"), null),
                new InterestPaid(DAY, DAY, euros("0.02"), euros("0.01")),
                new TransactionReversed(OTHER, euros("100")));

        assertThat(summary().balance()).isEqualTo("990.91");
        assertThat(summary().transactions()).isEqualTo(7);
        assertThat(summary().updatedAt()).isEqualTo(OPENING.plusSeconds(7));
    }

    @Test
    void held_money_is_on_the_account_and_not_available() {
        given(OPENED, new MoneyDeposited(euros("100"), null), new FundsHeld(HOLD, euros("30"), null, null));

        assertThat(summary().balance()).isEqualTo("100.00");
        assertThat(summary().held()).isEqualTo("30.00");
        assertThat(summary().available()).isEqualTo("120.00");
    }

    @Test
    void a_hold_that_is_released_holds_nothing_and_one_that_is_captured_has_gone_in_part() {
        given(
                OPENED,
                new MoneyDeposited(euros("100"), null),
                new FundsHeld(HOLD, euros("30"), null, null),
                new FundsHeld(OTHER, euros("5"), null, null),
                new HoldReleased(OTHER, euros("5"), ReleaseCause.REQUESTED),
                new HoldCaptured(HOLD, euros("20"), euros("10"), null));

        assertThat(summary().balance()).isEqualTo("80.00");
        assertThat(summary().held()).isEqualTo("0.00");
        assertThat(summary().transactions()).isEqualTo(2);
    }

    @Test
    void limits_and_states_are_those_of_the_last_event() {
        given(OPENED, new OverdraftLimitChanged(euros("50"), euros("70")), new AccountFrozen());
        assertThat(summary().overdraftLimit()).isEqualTo("70.00");
        assertThat(summary().status()).isEqualTo(Summary.Status.FROZEN);

        given(new AccountUnfrozen(), new OverdraftLimitBreached(DAY, euros("-80"), euros("70")));
        assertThat(summary().status()).isEqualTo(Summary.Status.OPEN);

        given(new AccountClosed());
        assertThat(summary().status()).isEqualTo(Summary.Status.CLOSED);
    }

    @Test
    void the_latest_value_date_is_not_moved_back_by_an_entry_that_is_booked_late() {
        given(OPENED, new MoneyDeposited(euros("1"), null));
        apply(new MoneyDeposited(euros("1"), null), DAY.minusDays(9));

        assertThat(summary().latestDate()).isEqualTo(DAY);
        assertThat(summary().balance()).isEqualTo("2.00");
    }

    @Test
    void money_of_another_currency_or_before_the_opening_is_refused() {
        assertThatThrownBy(() -> given(new MoneyDeposited(euros("1"), null)))
                .hasMessageContaining("cannot be the first event");
        given(OPENED);

        assertThatThrownBy(() -> given(new MoneyDeposited(Money.of("1", "JPY"), null)))
                .hasMessageContaining("JPY cannot be on an account in EUR");
    }

    private void given(AccountEvent... events) {
        for (AccountEvent event : events) {
            apply(event, DAY);
        }
    }

    private void apply(AccountEvent event, LocalDate date) {
        version++;
        var recorded = new RecordedEvent(
                version,
                ACCOUNT,
                version,
                UUID.randomUUID(),
                event.getClass().getSimpleName(),
                1,
                "{}",
                date,
                OPENING.plusSeconds(version - 1),
                "teller-1",
                null,
                null,
                UUID.randomUUID(),
                null,
                null,
                Hash.NONE);
        summary = SummaryFold.after(summary, recorded, event);
    }

    private Summary summary() {
        if (summary == null) {
            throw new AssertionError("Nothing was applied.");
        }
        return summary;
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }
}
