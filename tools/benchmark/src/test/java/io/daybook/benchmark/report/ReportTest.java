package io.daybook.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.benchmark.measurement.Pairs;
import io.daybook.benchmark.measurement.Pairs.Pair;
import io.daybook.benchmark.measurement.Rate;
import io.daybook.benchmark.measurement.Spread;
import io.daybook.benchmark.report.Result.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Pairs PAIRS = new Pairs(List.of(
            new Pair(new Rate(500, 2, 9), new Rate(1000, 1, 3)),
            new Pair(new Rate(400, 4, 9), new Rate(1000, 1, 3)),
            new Pair(new Rate(900, 6, 9), new Rate(1000, 2, 3))));

    @Test
    void neighbouring_rounds_are_compared_and_the_median_counts() {
        assertThat(PAIRS.ratioOfRates()).isEqualTo(new Spread(0.4, 0.5, 0.9));
        assertThat(PAIRS.ratioOfTimes()).isEqualTo(new Spread(2, 3, 4));
    }

    @Test
    void the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 10.0))).isEqualTo(new Spread(1, 3, 10));
    }

    @Test
    void a_row_says_what_was_measured_and_whether_it_suffices() {
        assertThat(report(0.6).table()).contains("""
                | `fast` | this | that | 0.50 (0.40 to 0.90) | ≥ 0.60 | **no** | a: 500/s, p50 4.0 ms, p99 9.0 ms; b: 1,000/s, p50 1.0 ms, p99 3.0 ms |
                """);
        assertThat(report(0.5).table()).contains("| ≥ 0.50 | yes |");
    }

    @Test
    void what_failed_is_named() {
        assertThat(report(0.5).markdown()).contains("Not measured in this run, as something failed: slow.");
    }

    @Test
    void the_page_has_the_machine_and_a_chart_for_each_figure(@TempDir Path folder) throws Exception {
        report(0.5).write(folder);

        assertThat(folder.resolve("RESULTS.md"))
                .content()
                .contains("- cores: 2")
                .contains("(charts/fast.svg)");
        try (var chart = Files.newInputStream(folder.resolve("charts/fast.svg"))) {
            var columns = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(chart)
                    .getElementsByTagName("rect");
            assertThat(columns.getLength()).isEqualTo(1 + 2);
        }
    }

    @Test
    void the_guard_names_what_has_collapsed_and_nothing_else() {
        List<Result> results = report(0.6).results();

        assertThat(guard("0.49").collapsed(results)).isEmpty();
        assertThat(guard("0.51").collapsed(results))
                .containsExactly("fast has collapsed: 0.50 (0.40 to 0.90), which is less than 0.51.");
    }

    private static Report report(double goal) {
        return new Report(
                new Machine(Map.of("cores", "2")),
                List.of(Result.ofRates("fast", "this", "that", new Names("a", "b"), PAIRS, goal)),
                List.of("slow"));
    }

    private static Guard guard(String limit) {
        var limits = new Properties();
        limits.setProperty("fast", limit);
        return new Guard(limits);
    }
}
