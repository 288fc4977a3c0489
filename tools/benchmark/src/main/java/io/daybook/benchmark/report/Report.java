package io.daybook.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Report of a run.
 *
 * @param machine machine that was measured on
 * @param results the figures
 * @param failed the names of those that could not be measured, as something failed
 */
public record Report(Machine machine, List<Result> results, List<String> failed) {

    /** As a page in Markdown, with the charts that {@link #write} puts beside it. */
    String markdown() {
        return """
                # Results

                Written by `tools/benchmark/run`, all of one run. Measured is the median of the ratios of neighbouring rounds, with the
                least and the greatest of them; absolute values say more about the machine than about Daybook.

                %s
                ## The machine

                %s

                ## Charts

                %s
                """.formatted(table(), facts(), charts());
    }

    /** The table alone. */
    public String table() {
        return """
                | figure | what | against | measured | goal | met | absolute |
                |---|---|---|---|---|---|---|
                %s%s""".formatted(results.stream().map(Report::row).collect(Collectors.joining()), failures());
    }

    private static String row(Result result) {
        return "| `%s` | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        result.figure(),
                        result.what(),
                        result.against(),
                        result.measured(),
                        result.goal().text(result.unit()),
                        result.goal().verdict(result.value().median()),
                        result.note());
    }

    private String failures() {
        return failed.isEmpty()
                ? ""
                : "%nNot measured in this run, as something failed: %s.%n".formatted(String.join(", ", failed));
    }

    private String facts() {
        return machine.facts().entrySet().stream()
                .map(fact -> "- %s: %s".formatted(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private String charts() {
        return results.stream()
                .filter(result -> !result.columns().isEmpty())
                .map(result -> "![%1$s](charts/%1$s.svg)".formatted(result.figure()))
                .collect(Collectors.joining("\n"));
    }

    /** Writes the page and its charts into that folder. */
    public void write(Path folder) {
        try {
            Path charts = Files.createDirectories(folder.resolve("charts"));
            Files.writeString(folder.resolve("RESULTS.md"), markdown());
            for (Result result : results) {
                if (!result.columns().isEmpty()) {
                    Files.writeString(
                            charts.resolve(result.figure() + ".svg"),
                            ColumnChart.svg(result.figure(), result.columns()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
