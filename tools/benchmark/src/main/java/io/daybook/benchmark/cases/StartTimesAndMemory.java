package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.Spread;
import io.daybook.benchmark.report.Goal;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Column;
import io.daybook.benchmark.report.Unit;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.ServiceSetup;
import io.daybook.benchmark.suite.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Time until each service is ready, and its memory under load. */
final class StartTimesAndMemory implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double READY_SECONDS_MAX = 3;
    private static final double HEAP_MEGABYTES_MAX = 512;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");
    private static final double KILOBYTES = 1024;
    private static final double MILLIS = 1e3;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            // Once before, so that no start has to make tables.
            startTogether(testbed).forEach(Service::stop);
            var results = new ArrayList<Result>();
            for (ServiceSetup setup : List.of(testbed.command(), testbed.projector(), testbed.query())) {
                results.add(ready(setup, testbed.plan().rounds()));
            }
            List<Service> services = startTogether(testbed);
            load(testbed, services);
            services.forEach(service -> results.add(memory(service)));
            return results;
        }
    }

    private static List<Service> startTogether(Testbed testbed) {
        return List.of(
                testbed.command().start(),
                testbed.projector().start(),
                testbed.query().start());
    }

    /** A start that had the machine to itself. */
    private record Start(double seconds, boolean withCache) {}

    /** Stops the service at once: its work after the start, such as compiling, would slow down the start of the next one. */
    private static Start startAlone(ServiceSetup setup) {
        Service service = setup.start();
        try {
            return new Start(
                    service.readyAfter().toMillis() / MILLIS,
                    service.commandLine().contains("-XX:AOTCache="));
        } finally {
            service.stop();
        }
    }

    private static Result ready(ServiceSetup setup, int rounds) {
        List<Start> starts =
                IntStream.range(0, rounds).mapToObj(round -> startAlone(setup)).toList();
        Spread seconds = Spread.of(starts.stream().map(Start::seconds).toList());
        return new Result(
                "ready-" + setup.name(),
                "start of the %s until it is ready, alone".formatted(setup.name()),
                "",
                seconds,
                Unit.SECONDS,
                new Goal.AtMost(READY_SECONDS_MAX),
                starts.stream().allMatch(Start::withCache) ? "with its AOT cache" : "without an AOT cache",
                List.of(new Column(setup.name(), seconds, Unit.SECONDS)));
    }

    private static void load(Testbed testbed, List<Service> services) {
        testbed.openAccounts(services.getFirst(), ACCOUNTS);
        Duration duration = testbed.plan().warmUp();
        new Deposits(testbed.wrk(services.getFirst(), Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log()).run(duration);
        testbed.awaitViews(services.get(1));
        testbed.reads(services.getLast(), Wrk.Request.REAL_BALANCE, ACCOUNTS).run(duration);
    }

    private static Result memory(Service service) {
        double heap = number(HEAP, service.commandLine());
        double resident = number(
                        RESIDENT,
                        text(Path.of(
                                "/proc/%d/status".formatted(service.process().pid()))))
                / KILOBYTES;
        return new Result(
                "memory-" + service.name(),
                "largest heap that the %s may have".formatted(service.name()),
                "",
                Spread.of(List.of(heap)),
                Unit.MEGABYTES,
                new Goal.AtMost(HEAP_MEGABYTES_MAX),
                "%s resident after load, all memory of the process together".formatted(Unit.MEGABYTES.text(resident)),
                List.of(
                        new Column("heap", Spread.of(List.of(heap)), Unit.MEGABYTES),
                        new Column("resident", Spread.of(List.of(resident)), Unit.MEGABYTES)));
    }

    private static double number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("There is no %s in:%n%s".formatted(pattern, text));
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
