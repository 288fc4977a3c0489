package io.daybook.serviceweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Bounds by which dashboards and alerts were made: they must stay. */
class HistogramBoundsTest {

    @Test
    void durations_go_from_a_millisecond_to_the_longest() {
        assertThat(HistogramBounds.durationsTo(Duration.ofSeconds(15)))
                .extracting(Duration::toMillis)
                .containsExactly(1L, 2L, 5L, 10L, 20L, 50L, 100L, 250L, 500L, 1_000L, 5_000L, 15_000L);
        assertThat(HistogramBounds.durationsTo(Duration.ofSeconds(5)))
                .endsWith(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @Test
    void sizes_go_from_one_to_the_largest() {
        assertThat(HistogramBounds.sizesTo(5_000))
                .containsExactly(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000);
        assertThat(HistogramBounds.sizesTo(10_000)).endsWith(5_000, 10_000);
    }
}
