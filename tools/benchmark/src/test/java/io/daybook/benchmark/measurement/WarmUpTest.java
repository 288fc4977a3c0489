package io.daybook.benchmark.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Duration of a load before it counts. */
class WarmUpTest {

    @Test
    void a_load_runs_until_it_does_not_become_faster_any_more() {
        assertThat(runsOf(Plan.LONG, 1_000, 2_000, 3_000, 3_010, 9_000)).isEqualTo(4);
    }

    @Test
    void a_load_that_becomes_slower_is_warm() {
        assertThat(runsOf(Plan.LONG, 1_000, 990, 9_000)).isEqualTo(2);
    }

    @Test
    void a_load_that_always_becomes_faster_is_not_waited_for_for_ever() {
        assertThat(runsOf(Plan.LONG, 1, 2, 4, 8, 16, 32, 64, 128, 256)).isEqualTo(7);
    }

    @Test
    void the_short_form_does_not_wait() {
        assertThat(runsOf(Plan.SHORT, 1_000, 2_000)).isEqualTo(1);
    }

    private static int runsOf(Plan plan, double... perSecond) {
        List<Double> runs = new ArrayList<>();
        new WarmUp(plan).run(duration -> {
            runs.add(perSecond[runs.size()]);
            return new Rate(runs.getLast(), 1, 1);
        });
        return runs.size();
    }
}
