package io.daybook.command.log.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which clocks may date an event, and how. */
class ClockLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Instant LONG_AGO = NOW.minusSeconds(3_600);
    private static final Instant IN_2099 = Instant.parse("2099-01-01T00:00:00Z");

    private final ClockLimits limits = new ClockLimits(new ClockProperties(Duration.ofSeconds(5), null));
    private final ClockLimits accepting = new ClockLimits(new ClockProperties(Duration.ofSeconds(5), IN_2099));

    private static ClockReading clocks(long secondsAhead, Instant head) {
        return new ClockReading(NOW.plusSeconds(secondsAhead), NOW, head);
    }

    @Test
    void a_clock_that_differs_by_no_more_than_the_limit_dates_events() {
        for (long seconds : new long[] {-5, 0, 5}) {
            ClockReading clocks = clocks(seconds, LONG_AGO);

            assertThat(limits.trouble(clocks)).isEmpty();
            assertThat(limits.recordedAt(clocks)).isEqualTo(NOW.plusSeconds(seconds));
            assertThat(limits.decidedAt(clocks)).isEqualTo(NOW.plusSeconds(seconds));
        }
    }

    @Test
    void a_clock_that_differs_by_more_dates_nothing_and_it_is_said_why() {
        assertThat(limits.trouble(clocks(6, LONG_AGO)))
                .contains("The clock of this instance is 6 s ahead of the database's; daybook.clock.ahead-max is 5 s.");
        assertThat(limits.trouble(clocks(-40, LONG_AGO)))
                .contains("The clock of this instance is 40 s behind the database's; daybook.clock.ahead-max is 5 s.");
    }

    @Test
    void recorded_time_does_not_go_back_behind_a_last_event_that_is_a_little_ahead() {
        ClockReading clocks = clocks(0, NOW.plusSeconds(4));

        assertThat(limits.trouble(clocks)).isEmpty();
        assertThat(limits.recordedAt(clocks)).isEqualTo(NOW.plusSeconds(4));
        assertThat(limits.decidedAt(clocks)).isEqualTo(NOW.plusSeconds(4));
    }

    @Test
    void a_last_event_that_is_far_ahead_is_gone_on_from_only_if_that_is_accepted() {
        ClockReading clocks = clocks(0, IN_2099);

        assertThat(limits.trouble(clocks))
                .hasValueSatisfying(why -> assertThat(why).contains("2099-01-01T00:00:00Z"));
        assertThat(accepting.trouble(clocks)).isEmpty();
        assertThat(accepting.recordedAt(clocks)).isEqualTo(IN_2099);
        assertThat(accepting.decidedAt(clocks)).isEqualTo(NOW);
        assertThat(accepting.trouble(clocks(0, IN_2099.plusSeconds(1)))).isPresent();
    }
}
