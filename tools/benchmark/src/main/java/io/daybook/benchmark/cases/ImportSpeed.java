package io.daybook.benchmark.cases;

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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Rate at which a file of transactions is imported. */
final class ImportSpeed implements BenchmarkCase {

    private static final int LINES = 200_000;
    private static final int LINES_SHORT = 20_000;
    private static final int ACCOUNTS = 1000;
    private static final double LINES_PER_SECOND_MIN = 20_000;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            int lines = testbed.plan().isShort() ? LINES_SHORT : LINES;
            String file = file(lines);
            Service service = testbed.commandAlone().start();
            var perSecond = new ArrayList<Double>();
            try (Requests requests = testbed.requests(service)) {
                // The first one warms up.
                seconds(requests, file, lines, 0);
                for (int round = 1; round <= testbed.plan().rounds(); round++) {
                    perSecond.add(lines / seconds(requests, file, lines, round));
                }
            }
            Spread value = Spread.of(perSecond);
            return List.of(new Result(
                    "import",
                    "lines of a CSV file imported a second, from the upload to the last event, command-service alone",
                    "",
                    value,
                    Unit.PER_SECOND,
                    new Goal.AtLeast(LINES_PER_SECOND_MIN),
                    "%,d deposits to %,d accounts, each under an identifier of its own".formatted(lines, ACCOUNTS),
                    List.of(new Column("lines", value, Unit.PER_SECOND))));
        }
    }

    private static String file(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(line -> "t-%d,a-%d,2026-01-%02d,CREDIT,12.34"
                        .formatted(line, line % ACCOUNTS, 1 + line / ACCOUNTS % 28))
                .collect(Collectors.joining("\n", "transaction_id,account,date,direction,amount\n", "\n"));
    }

    /** Each round's identifiers are of a source of its own, so that nothing is a repetition. */
    private static double seconds(Requests requests, String file, int lines, int round) {
        long began = System.nanoTime();
        String id = requests.post("/v1/imports?openAccounts=true&currency=EUR&source=round-" + round, "text/csv", file)
                .required("importId")
                .asString();
        Polling.until(
                "the import has ended", () -> requests.get("/v1/imports/" + id).has("finishedAt"));
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        JsonNode ended = requests.get("/v1/imports/" + id);
        if (ended.required("accepted").asLong() != lines) {
            throw new IllegalStateException("Not all of %d lines were accepted: %s".formatted(lines, ended));
        }
        return seconds;
    }
}
