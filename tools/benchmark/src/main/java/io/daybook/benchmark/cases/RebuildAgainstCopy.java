package io.daybook.benchmark.cases;

import io.daybook.benchmark.database.ViewTables;
import io.daybook.benchmark.measurement.Spread;
import io.daybook.benchmark.report.Goal;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Column;
import io.daybook.benchmark.report.Unit;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Polling;
import io.daybook.benchmark.suite.Requests;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import io.daybook.localstack.Databases;
import io.daybook.localstack.ViewCatalogue.View;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Rate at which views that keep a row of each event, or more, are rebuilt from the topic, compared with a COPY of the resulting rows
 * into the same tables.
 */
final class RebuildAgainstCopy implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final int EVENTS = 1_000_000;
    private static final int EVENTS_SHORT = 50_000;
    private static final double RATIO_MIN = 0.30;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            int events = testbed.plan().isShort() ? EVENTS_SHORT : EVENTS;
            testbed.fillLog(ACCOUNTS, events / ACCOUNTS);
            Service command = testbed.command().unsigned().start();
            Service projector = testbed.projector().start();
            testbed.awaitViews(projector);
            command.stop();
            try (Requests requests = testbed.requests(projector)) {
                long head = testbed.log().head();
                return testbed.views().stream()
                        .map(View::name)
                        .filter(view -> tables(testbed, view).rows() >= head)
                        .map(view -> measure(testbed, requests, view, head))
                        .toList();
            }
        }
    }

    private static Result measure(Testbed testbed, Requests requests, String view, long events) {
        var rebuilt = new ArrayList<Double>();
        var copied = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        ViewTables tables = tables(testbed, view);
        for (int round = 0; round < Math.min(testbed.plan().rounds(), 3); round++) {
            double eventsPerSecond = events / rebuild(requests, view);
            double rowsPerSecond = tables.copiedPerSecond();
            rebuilt.add(eventsPerSecond);
            copied.add(rowsPerSecond);
            ratios.add(eventsPerSecond / rowsPerSecond);
        }
        return new Result(
                "rebuild-" + view,
                "events/s of a rebuild of the view %s, %,d events".formatted(view, events),
                "rows/s of a COPY of all its rows into tables like its own, indexes included",
                Spread.of(ratios),
                Unit.TIMES,
                new Goal.AtLeast(RATIO_MIN),
                "rebuild: %s; COPY: %s; the comparison with the view that serves is part of the rebuild"
                        .formatted(
                                Unit.PER_SECOND.text(Spread.of(rebuilt).median()),
                                Unit.PER_SECOND.text(Spread.of(copied).median())),
                List.of(
                        new Column("events", Spread.of(rebuilt), Unit.PER_SECOND),
                        new Column("COPY, rows", Spread.of(copied), Unit.PER_SECOND)));
    }

    private static ViewTables tables(Testbed testbed, String view) {
        return new ViewTables(testbed.connectionTo(Databases.view(view)), view, testbed.folder());
    }

    private static double rebuild(Requests requests, String view) {
        String path = "/v1/views/%s/rebuild".formatted(view);
        long began = System.nanoTime();
        requests.post(path, "{}");
        Polling.until("the rebuild has ended", () -> requests.get(path).has("endedAt"));
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        JsonNode ended = requests.get(path);
        if (!"SWAPPED".equals(ended.required("state").asString())) {
            throw new IllegalStateException("A rebuild did not take over: " + ended);
        }
        return seconds;
    }
}
