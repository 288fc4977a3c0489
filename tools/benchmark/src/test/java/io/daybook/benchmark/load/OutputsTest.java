package io.daybook.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.benchmark.measurement.Rate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputsTest {

    private static final String PGBENCH = """
            pgbench (15.18, server 18.6)
            transaction type: insert.sql
            number of failed transactions: 0 (0.000%)
            latency average = 3.100 ms
            tps = 20645.161290 (without initial connection time)
            """;

    @Test
    void of_wrk_the_rate_and_the_latencies_are_read() {
        WrkOutput output = WrkOutput.parse("""
                Running 8s test @ http://localhost:1
                daybook requests=16000 micros=8000000 refused=0 failed=0 p50=2500 p99=12000
                """);

        assertThat(output.allSucceeded()).isEqualTo(new WrkOutput(16_000, 0, 0, new Rate(2000, 2.5, 12)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daybook requests=16000 micros=8000000 refused=1 failed=0 p50=2500 p99=12000",
                "daybook requests=16000 micros=8000000 refused=0 failed=1 p50=2500 p99=12000"
            })
    void a_run_of_wrk_in_which_a_request_was_not_answered_with_success_says_so(String output) {
        WrkOutput parsed = WrkOutput.parse(output);

        assertThatThrownBy(parsed::allSucceeded)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Of 16000 requests");
    }

    @ParameterizedTest
    @ValueSource(strings = {"daybook requests=0 micros=8000000 refused=0 failed=0 p50=0 p99=0", "unable to connect"})
    void a_run_of_wrk_in_which_nothing_was_answered_is_no_measurement(String output) {
        assertThatThrownBy(() -> WrkOutput.parse(output))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(output);
    }

    @Test
    void of_pgbench_the_rate_is_read_from_what_it_prints_and_the_latencies_from_its_log() {
        List<String> log = List.of("0 1 4000 0 1764115200 1", "1 1 1000 0 1764115200 2", "0 2 2000 0 1764115200 3");

        assertThat(PgBenchOutput.parse(PGBENCH, log)).isEqualTo(new Rate(20_645.161290, 2, 4));
    }

    @Test
    void a_run_of_pgbench_in_which_anything_failed_is_no_measurement() {
        String failed = PGBENCH.replace("transactions: 0", "transactions: 3");

        assertThatThrownBy(() -> PgBenchOutput.parse(failed, List.of("0 1 4000 0 1764115200 1")))
                .isInstanceOf(IllegalStateException.class);
    }
}
