package io.daybook.benchmark.cases;

import static java.util.Objects.requireNonNull;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Rate at which a view processes an existing log, by the number of projector-services that share the topic's partitions, and by
 * the number of partitions. The relay publishes the log in the meantime.
 */
final class ViewBySharing implements BenchmarkCase {

    private static final int ACCOUNTS = 1000;
    private static final int EVENTS = 300_000;
    private static final int EVENTS_SHORT = 20_000;
    private static final List<Integer> INSTANCES = List.of(1, 2, 4);
    private static final List<Integer> PARTITIONS = List.of(1, 2, 8);

    /** Number of instances that share the partitions; one of {@link #INSTANCES}. */
    private static final int SHARERS = 2;

    /** Share of all events that counts: while the first ones are processed, not all instances are at work yet. */
    private static final double COUNTED = 0.7;

    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public List<Result> measure(BenchmarkContext context) {
        Map<Integer, Double> byInstances = new TreeMap<>();
        INSTANCES.forEach(count -> byInstances.put(count, perSecond(context, PARTITIONS.getLast(), count)));
        Map<Integer, Double> byPartitions = new TreeMap<>();
        byPartitions.put(PARTITIONS.getLast(), requireNonNull(byInstances.get(SHARERS)));
        PARTITIONS.forEach(
                count -> byPartitions.computeIfAbsent(count, unmeasured -> perSecond(context, count, SHARERS)));
        return List.of(
                result(
                        "view-by-instances",
                        "events/s that the view balances takes in, by projector-services that share 8 partitions",
                        byInstances),
                result(
                        "view-by-partitions",
                        "events/s that the view balances takes in, by partitions that 2 projector-services share",
                        byPartitions));
    }

    private static double perSecond(BenchmarkContext context, int partitions, int instances) {
        try (Testbed testbed = Testbed.in(context)) {
            int events = testbed.plan().isShort() ? EVENTS_SHORT : EVENTS;
            testbed.fillLog(ACCOUNTS, events / ACCOUNTS);
            List<Service> projectors = IntStream.rangeClosed(1, instances)
                    .mapToObj(number -> projector(testbed, number))
                    .toList();
            testbed.command()
                    .unsigned()
                    .with("DAYBOOK_RELAY_PARTITIONS", Integer.toString(partitions))
                    .start();
            return perSecond(testbed, projectors.getFirst());
        }
    }

    private static Service projector(Testbed testbed, int number) {
        return testbed.projector()
                .with("DAYBOOK_VIEWS", "balances")
                .with("DAYBOOK_INSTANCE", "sharing-" + number)
                .start();
    }

    private static double perSecond(Testbed testbed, Service projector) {
        double counted = COUNTED * testbed.log().head();
        try (Requests views = testbed.requests(projector)) {
            Polling.until("the view has its first events", () -> testbed.lag(views) < counted);
            long lag = testbed.lag(views);
            long began = System.nanoTime();
            Polling.until("the view has all of the log", () -> testbed.lag(views) == 0);
            return lag / ((System.nanoTime() - began) / NANOS_PER_SECOND);
        }
    }

    /** The rate at the last step, as a part of the highest of all. */
    private static Result result(String figure, String what, Map<Integer, Double> perSecond) {
        List<Column> columns = perSecond.entrySet().stream()
                .map(step -> new Column(step.getKey().toString(), Spread.of(List.of(step.getValue())), Unit.PER_SECOND))
                .toList();
        return new Result(
                figure,
                what,
                "the highest rate at any number",
                Spread.of(List.of(ScalingSeries.lastOfHighest(List.copyOf(perSecond.values())))),
                Unit.TIMES,
                new Goal.Nothing(),
                "each measured once, beside Postgres, Kafka and the relay on the same cores",
                columns);
    }
}
