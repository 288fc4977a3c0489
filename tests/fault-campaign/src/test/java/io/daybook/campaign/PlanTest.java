package io.daybook.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.campaign.Fault.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private record Named(Kind kind, String victim) implements Fault {

        @Override
        public String target() {
            return victim;
        }

        @Override
        public void inject() {}

        @Override
        public void heal() {}
    }

    private static List<Fault> faults() {
        return Stream.of("one", "two", "three", "four", "five", "six")
                .flatMap(victim -> Arrays.stream(Kind.values()).<Fault>map(kind -> new Named(kind, victim)))
                .toList();
    }

    @Test
    void is_the_same_for_the_same_seed_and_another_for_another() {
        assertThat(Plan.of(7, HALF_AN_HOUR, faults())).isEqualTo(Plan.of(7, HALF_AN_HOUR, faults()));
        assertThat(Plan.of(7, HALF_AN_HOUR, faults())).isNotEqualTo(Plan.of(8, HALF_AN_HOUR, faults()));
    }

    @Test
    void has_more_than_two_hundred_faults_of_all_kinds_in_half_an_hour() {
        List<Plan.Step> steps = Plan.of(7, HALF_AN_HOUR, faults()).steps();

        assertThat(steps).hasSizeGreaterThan(200);
        assertThat(steps).extracting(step -> step.fault().kind()).contains(Kind.values());
        assertThat(steps).allMatch(step -> step.atMillis() < HALF_AN_HOUR.toMillis());
    }

    @Test
    void gives_a_victim_one_fault_at_a_time() {
        Map<String, Long> ends = new HashMap<>();
        for (Plan.Step step : Plan.of(7, HALF_AN_HOUR, faults()).steps()) {
            assertThat(step.atMillis())
                    .isGreaterThanOrEqualTo(ends.getOrDefault(step.fault().victim(), 0L));
            ends.put(step.fault().victim(), step.atMillis() + step.lengthMillis());
        }
    }
}
