package io.daybook.projector.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.localstack.Databases;
import io.daybook.localstack.ViewCatalogue;
import io.daybook.projector.ProjectorService;
import io.daybook.projector.engine.rebuild.RebuildState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.JsonNode;

/**
 * How fast views are rebuilt, next to a plain COPY of the rows that come out, into the same tables with the same indexes. No
 * test: it is run by name, {@code -Dtest=RebuildSpeedMeasure}, and prints a table. Rebuild and COPY take turns, and of each the
 * median counts. Where it takes too long, or too short, say {@code -Ddaybook.measure.events=} and
 * {@code -Ddaybook.measure.rounds=}.
 */
class RebuildSpeedMeasure {

    private static final int EVENTS = Integer.getInteger("daybook.measure.events", 200_000);
    private static final int ROUNDS = Integer.getInteger("daybook.measure.rounds", 3);
    private static final int WAIT_SECONDS_MAX = 600;
    private static final int POLL_MILLIS = 20;

    /** Rates are of the whole rebuild but for the comparison, which a COPY has no counterpart of; "rest" is what is no phase here. */
    private static final String HEADING = """

            | view | taken in, events/s | bulk, s | indexes, s | comparison, s | rest, s | rows | events/s | rows/s | COPY, rows/s | events/s : COPY | rows/s : COPY |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    /**
     * A rebuild, and a COPY of what came out.
     *
     * @param phases how long the rebuild was in which state
     * @param rows how many rows came out
     */
    private record Round(Map<RebuildState, Double> phases, long rows, double copySeconds) {

        double seconds(RebuildState phase) {
            return phases.getOrDefault(phase, 0.0);
        }

        double rebuildSeconds() {
            return phases.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        double loadSeconds() {
            return rebuildSeconds() - seconds(RebuildState.COMPARING);
        }

        double restSeconds() {
            return loadSeconds() - seconds(RebuildState.BUILDING) - seconds(RebuildState.INDEXING);
        }

        double eventsPerSecond() {
            return EVENTS / loadSeconds();
        }

        double rowsPerSecond() {
            return rows / loadSeconds();
        }

        double copiedRowsPerSecond() {
            return rows / copySeconds;
        }
    }

    @Test
    void measure(@TempDir Path folder) throws Exception {
        var table = new StringBuilder(HEADING);
        try (var projector = new ProjectorService()) {
            new Traffic(projector).publish(EVENTS);
            for (ViewCatalogue.View view : ProjectorService.CATALOGUE.queriedViews()) {
                table.append(measure(projector, view.name(), folder)).append('\n');
            }
        }
        System.out.println(table);
    }

    private static String measure(ProjectorService projector, String view, Path folder)
            throws SQLException, IOException {
        long startNanos = System.nanoTime();
        try (var service = projector.start("daybook.views=" + view)) {
            await().atMost(WAIT_SECONDS_MAX, SECONDS)
                    .pollInterval(POLL_MILLIS, MILLISECONDS)
                    .ignoreExceptions()
                    .until(
                            () -> projector.query(view, "select sum(next_offset)::text from checkpoints"),
                            List.of(Integer.toString(EVENTS))::equals);
            double takenIn = EVENTS / secondsSince(startNanos);
            var rounds = new ArrayList<Round>();
            for (int i = 0; i < ROUNDS; i++) {
                Map<RebuildState, Double> phases = rebuild(projector, view);
                rounds.add(copy(projector, view, folder, phases));
            }
            assertThat(service.port()).isPositive();
            return line(view, takenIn, rounds);
        }
    }

    private static Map<RebuildState, Double> rebuild(ProjectorService projector, String view) {
        String path = "/v1/views/%s/rebuild".formatted(view);
        var phases = new EnumMap<RebuildState, Double>(RebuildState.class);
        projector.post(path, "");
        var ended = new long[] {System.nanoTime()};
        JsonNode last = await().atMost(WAIT_SECONDS_MAX, SECONDS)
                .pollDelay(0, MILLISECONDS)
                .pollInterval(POLL_MILLIS, MILLISECONDS)
                .until(
                        () -> {
                            JsonNode status = projector.get(path).body();
                            double seconds = secondsSince(ended[0]);
                            ended[0] = System.nanoTime();
                            phases.merge(
                                    RebuildState.valueOf(status.path("state").asString()), seconds, Double::sum);
                            return status;
                        },
                        status -> status.has("endedAt"));
        assertThat(last.path("state").asString()).isEqualTo("SWAPPED");
        return phases;
    }

    /** Copies all rows of the view's own tables into new tables like them. */
    private static Round copy(ProjectorService projector, String view, Path folder, Map<RebuildState, Double> phases)
            throws SQLException, IOException {
        List<String> tables = projector.query(view, """
                select relname
                from pg_class
                where relnamespace = current_schema()::regnamespace
                  and relkind = 'r'
                  and relname not in ('checkpoints', 'streams', 'parked', 'generation', 'flyway_schema_history')
                """);
        try (Connection connection = DriverManager.getConnection(
                        projector.databaseUrl(view) + "?currentSchema=" + view,
                        Databases.PROJECTOR,
                        Databases.PROJECTOR);
                Statement statement = connection.createStatement()) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            statement.execute("create schema copied");
            for (String table : tables) {
                statement.execute("create table copied.%1$s (like %1$s including all)".formatted(table));
                try (OutputStream out = Files.newOutputStream(folder.resolve(table))) {
                    copies.copyOut("copy %s to stdout".formatted(table), out);
                }
            }
            long rows = 0;
            long startNanos = System.nanoTime();
            connection.setAutoCommit(false);
            for (String table : tables) {
                try (InputStream in = Files.newInputStream(folder.resolve(table))) {
                    rows += copies.copyIn("copy copied.%s from stdin".formatted(table), in);
                }
            }
            connection.commit();
            double seconds = secondsSince(startNanos);
            statement.execute("drop schema copied cascade");
            connection.commit();
            return new Round(phases, rows, seconds);
        }
    }

    private static String line(String view, double takenIn, List<Round> rounds) {
        return List.of(
                        takenIn,
                        median(rounds, round -> round.seconds(RebuildState.BUILDING)),
                        median(rounds, round -> round.seconds(RebuildState.INDEXING)),
                        median(rounds, round -> round.seconds(RebuildState.COMPARING)),
                        median(rounds, Round::restSeconds),
                        (double) rounds.getFirst().rows(),
                        median(rounds, Round::eventsPerSecond),
                        median(rounds, Round::rowsPerSecond),
                        median(rounds, Round::copiedRowsPerSecond),
                        median(rounds, round -> round.eventsPerSecond() / round.copiedRowsPerSecond()),
                        median(rounds, round -> round.rowsPerSecond() / round.copiedRowsPerSecond()))
                .stream()
                .map(number -> number < 1_000 ? "%.2f".formatted(number) : "%,.0f".formatted(number))
                .collect(Collectors.joining(" | ", "| " + view + " | ", " |"));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(rounds.size() / 2);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
