package io.daybook.benchmark.cases;

import io.daybook.benchmark.database.EventLog;
import io.daybook.benchmark.load.Deposits;
import io.daybook.benchmark.load.Wrk;
import io.daybook.benchmark.measurement.Spread;
import io.daybook.benchmark.report.Goal;
import io.daybook.benchmark.report.Result;
import io.daybook.benchmark.report.Result.Column;
import io.daybook.benchmark.report.Unit;
import io.daybook.benchmark.suite.BenchmarkContext;
import io.daybook.benchmark.suite.Service;
import io.daybook.benchmark.suite.Testbed;
import io.daybook.localstack.ViewCatalogue.View;
import java.util.ArrayList;
import java.util.List;

/** Disk space of a deposit, in the log and in the databases of the views. */
final class BytesPerEvent implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;

    private static final String PAYLOAD = """
            select avg(length(payload::text))
            from   events
            where  type = 'MoneyDeposited'
            """;

    private static final String EVENTS = """
            select pg_total_relation_size('events')::numeric / count(*)
            from   events
            """;

    private static final String DATABASE = """
            select pg_database_size(current_database()) - pg_database_size('template1')
            """;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        try (Testbed testbed = Testbed.in(context)) {
            Service command = testbed.command().start();
            Service projector = testbed.projector().start();
            testbed.openAccounts(command, ACCOUNTS);
            new Deposits(testbed.wrk(command, Wrk.Request.REAL_DEPOSIT, ACCOUNTS), testbed.log())
                    .run(testbed.plan().warmUp());
            testbed.awaitViews(projector);
            long events = testbed.log().head();
            double payload = Double.parseDouble(testbed.log().value(PAYLOAD));
            double inEvents = Double.parseDouble(testbed.log().value(EVENTS));
            var columns = new ArrayList<Column>();
            columns.add(column("payload", payload));
            columns.add(column("events", inEvents));
            columns.add(column("log", bytes(testbed.log(), events)));
            for (View view : testbed.views()) {
                columns.add(column(view.name(), bytes(testbed.log(view.database()), events)));
            }
            return List.of(new Result(
                    "bytes-per-event",
                    "bytes of the table of events with its indexes an event",
                    "bytes of a deposit's payload",
                    Spread.of(List.of(inEvents / payload)),
                    Unit.TIMES,
                    new Goal.Nothing(),
                    note(columns, events),
                    columns));
        }
    }

    private static double bytes(EventLog database, long events) {
        return Double.parseDouble(database.value(DATABASE)) / events;
    }

    private static Column column(String label, double bytes) {
        return new Column(label, Spread.of(List.of(bytes)), Unit.BYTES);
    }

    private static String note(List<Column> columns, long events) {
        var note = new StringBuilder("after %,d events, an event: ".formatted(events));
        for (Column column : columns) {
            note.append("%s %s, "
                    .formatted(column.label(), column.unit().text(column.value().median())));
        }
        return note.append("log and views being whole databases less an empty one")
                .toString();
    }
}
