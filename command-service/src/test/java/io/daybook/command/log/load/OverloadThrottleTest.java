package io.daybook.command.log.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverloadThrottleTest {

    private static final long NOW = Duration.ofDays(1).toNanos();

    private final OverloadThrottle pace = new OverloadThrottle(NOW);

    @Test
    void who_is_turned_away_alone_is_told_at_once() {
        assertThat(pace.turn(NOW)).isZero();
    }

    @Test
    void of_many_each_waits_a_millisecond_longer_than_the_one_before() {
        assertThat(IntStream.range(0, 5).mapToObj(i -> pace.turn(NOW)))
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(3),
                        Duration.ofMillis(4));
    }

    @Test
    void nobody_waits_longer_than_a_quarter_of_a_second() {
        IntStream.range(0, 10_000).forEach(i -> pace.turn(NOW));

        assertThat(pace.turn(NOW)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void once_the_rush_is_over_it_is_as_if_there_had_been_none() {
        IntStream.range(0, 10_000).forEach(i -> pace.turn(NOW));

        assertThat(pace.turn(NOW + Duration.ofMillis(250).toNanos())).isZero();
    }
}
