package io.daybook.benchmark;

import static java.util.Objects.requireNonNull;

import io.daybook.benchmark.cases.BenchmarkCase;
import io.daybook.benchmark.cases.BenchmarkCases;
import io.daybook.benchmark.report.Guard;
import io.daybook.benchmark.report.Machine;
import io.daybook.benchmark.report.Report;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.localstack.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures the suite. Started by the script {@code tools/benchmark/run}. */
public final class Benchmark {

    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private final Options options;
    private final Map<String, BenchmarkCase> figures;
    private final List<String> failed = new ArrayList<>();

    private Benchmark(Options options, Map<String, BenchmarkCase> figures) {
        this.options = options;
        this.figures = figures;
    }

    /** Arguments: the checkout, the program pgbench, and the script's options. */
    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "demo-logback.xml");
        System.setProperty(
                "daybook.log.file",
                Path.of(args[0], "tools/benchmark/target/servers.log").toString());
        try {
            System.exit(new Benchmark(Options.parse(args), BenchmarkCases.all()).run());
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(EXIT_USAGE);
        }
    }

    private int run() {
        Guard guard = Guard.reading(options.home().resolve("tools/benchmark/guard.properties"));
        List<String> names = names(options.guard() ? guard.figures() : options.only());
        Path folder = options.data().orElseGet(() -> Folders.temporary("daybook-benchmark-"));
        var context = new BenchmarkContext(options.home(), folder, options.pgbench(), options.plan());
        Machine machine = Machine.now(context);
        List<Result> results =
                names.stream().flatMap(name -> measured(name, context).stream()).toList();
        if (options.data().isEmpty()) {
            Folders.delete(folder);
        }
        var report = new Report(machine, results, failed);
        System.out.println(report.table());
        if (options.isWritten()) {
            report.write(options.home().resolve("tools/benchmark"));
        }
        return exitCode(options.guard() ? guard.collapsed(results) : List.of());
    }

    private List<String> names(Set<String> wanted) {
        var names = new ArrayList<>(figures.keySet());
        if (!names.containsAll(wanted)) {
            throw new IllegalArgumentException("The figures are: " + String.join(", ", names));
        }
        if (!wanted.isEmpty()) {
            names.retainAll(wanted);
        }
        return names;
    }

    /** Measures one figure; after a failure the others are still measured, and the run fails at the end. */
    private List<Result> measured(String name, BenchmarkContext context) {
        System.out.println("Measuring %s …".formatted(name));
        try {
            List<Result> results = requireNonNull(figures.get(name)).measure(context);
            results.forEach(result ->
                    System.out.println("  %s: %s; %s".formatted(result.figure(), result.measured(), result.note())));
            return results;
        } catch (RuntimeException e) {
            failed.add(name);
            System.err.println("%s failed. %s".formatted(name, e.getMessage()));
            return List.of();
        }
    }

    private int exitCode(List<String> collapsed) {
        collapsed.forEach(System.err::println);
        return collapsed.isEmpty() && failed.isEmpty() ? 0 : EXIT_FAILED;
    }
}
