package io.daybook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.benchmark.measurement.Plan;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static Options parse(String options) {
        return Options.parse(Stream.concat(Stream.of("home", "pgbench"), Stream.of(options.split(" ")))
                .filter(option -> !option.isEmpty())
                .toArray(String[]::new));
    }

    @Test
    void all_figures_are_measured_at_length_and_written_down_unless_something_else_is_said() {
        Options options = parse("");

        assertThat(options.only()).isEmpty();
        assertThat(options.plan()).isEqualTo(Plan.LONG);
        assertThat(options.isWritten()).isTrue();
    }

    @Test
    void some_figures_are_only_printed_unless_they_are_to_be_written_down() {
        assertThat(parse("--only a,b").only()).containsExactly("a", "b");
        assertThat(parse("--only a").isWritten()).isFalse();
        assertThat(parse("--only a --write").isWritten()).isTrue();
    }

    @Test
    void rounds_can_be_as_many_and_as_long_as_one_likes() {
        assertThat(parse("--rounds 7 --short --seconds 2").plan())
                .isEqualTo(new Plan(true, Plan.SHORT.warmUp(), Duration.ofSeconds(2), 7));
    }

    @Test
    void a_guard_is_short_and_writes_nothing() {
        assertThat(parse("--guard").plan()).isEqualTo(Plan.SHORT);
        assertThat(parse("--guard").isWritten()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fast", "--only", "--rounds 0", "--seconds many"})
    void what_is_not_understood_is_refused(String options) {
        assertThatThrownBy(() -> parse(options)).isInstanceOf(IllegalArgumentException.class);
    }
}
