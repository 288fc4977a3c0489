package io.daybook.benchmark.cases;

import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.Spread;
import io.daybook.benchmark.report.Goal;
import io.daybook.benchmark.report.Result.Column;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Unit;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.ServiceSetup;
import io.daybook.benchmark.suite.Site;
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

/** How soon each service is ready, and how much memory it takes while all of them are at work. */
final class Footprint implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final double READY_SECONDS_MAX = 3;
    private static final double HEAP_MEGABYTES_MAX = 512;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");
    private static final double KILOBYTES = 1024;
    private static final double MILLIS = 1e3;

    @Override
    public List<Result> measure(BenchmarkContext workplace) {
        try (Site site = Site.in(workplace)) {
            // Once before, so that no start has to make tables.
            startTogether(site).forEach(Service::stop);
            var results = new ArrayList<Result>();
            for (ServiceSetup setup : List.of(site.command(), site.projector(), site.query())) {
                results.add(ready(setup, site.plan().rounds()));
            }
            List<Service> services = startTogether(site);
            load(site, services);
            services.forEach(service -> results.add(memory(service)));
            return results;
        }
    }

    private static List<Service> startTogether(Site site) {
        return List.of(
                site.command().start(), site.projector().start(), site.query().start());
    }

    /** A start that had the machine to itself. */
    private record Start(double seconds, boolean withCache) {}

    /** What a service does once it is ready, such as compiling, would slow down the start of the next. */
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

    private static void load(Site site, List<Service> services) {
        site.openAccounts(services.getFirst(), ACCOUNTS);
        Duration duration = site.plan().warmUp();
        new Deposits(site.wrk(services.getFirst(), Wrk.Request.REAL_DEPOSIT, ACCOUNTS), site.log()).run(duration);
        site.awaitViews(services.get(1));
        site.reads(services.getLast(), Wrk.Request.REAL_BALANCE, ACCOUNTS).run(duration);
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
