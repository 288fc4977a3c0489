package io.daybook.projector.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountOpened;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.events.AccountEvent.MoneyDeposited;
import io.daybook.events.Money;
import io.daybook.localstack.Databases;
import io.daybook.projector.ProjectorService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * How fast views are filled and rebuilt, next to a plain COPY of the rows that come out. No test: it is run by name,
 * {@code -Dtest=RebuildSpeedMeasure}, with {@code -Ddaybook.measure.events=} for another number of events.
 */
class RebuildSpeedMeasure {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildSpeedMeasure.class);
    private static final int EVENTS = Integer.getInteger("daybook.measure.events", 500_000);
    private static final int ACCOUNTS = 10_000;
    private static final int WAIT_SECONDS_MAX = 600;

    @Test
    void measure(@TempDir Path folder) throws Exception {
        try (var projector = new ProjectorService()) {
            publish(projector);
            for (String view : List.of("balances", "audit")) {
                long startNanos = System.nanoTime();
                try (var service = projector.start("daybook.views=" + view)) {
                    await().atMost(WAIT_SECONDS_MAX, SECONDS)
                            .ignoreExceptions()
                            .until(
                                    () -> projector.query(view, "select sum(next_offset)::text from checkpoints"),
                                    List.of(Integer.toString(EVENTS))::equals);
                    report(view, "taken in from the topic, start included", EVENTS, startNanos);
                    rebuild(projector, view);
                    assertThat(service.isActive()).isTrue();
                }
                copy(projector, view, view.equals("audit") ? "history" : "transactions", folder);
            }
        }
    }

    private static void publish(ProjectorService projector) {
        List<UUID> accounts = Stream.generate(UUID::randomUUID).limit(ACCOUNTS).toList();
        accounts.forEach(account -> projector.publish(projector.recorded(
                account, new AccountOpened(new Holder("Ada"), "CURRENT", Money.of("0", "EUR")), Accounts.DAY)));
        for (int i = ACCOUNTS; i < EVENTS; i++) {
            projector.publish(projector.recorded(
                    accounts.get(i % ACCOUNTS),
                    new MoneyDeposited(Money.of("1.25", "EUR"), "reference " + i),
                    Accounts.DAY.plusDays(i / (EVENTS / 60))));
        }
        projector.flush();
    }

    private static void rebuild(ProjectorService projector, String view) {
        String path = "/v1/views/%s/rebuild".formatted(view);
        long startNanos = System.nanoTime();
        projector.post(path, "");
        JsonNode ended = await().atMost(WAIT_SECONDS_MAX, SECONDS)
                .until(() -> projector.get(path).body(), status -> status.has("endedAt"));
        LOG.info("{}: {}", view, ended);
        report(view, "rebuilt, indexed, compared and swapped", EVENTS, startNanos);
        assertThat(ended.path("state").asString()).isEqualTo("SWAPPED");
    }

    private static void copy(ProjectorService projector, String view, String table, Path folder)
            throws SQLException, IOException {
        Path file = folder.resolve(table);
        try (Connection connection = DriverManager.getConnection(
                        projector.databaseUrl(view) + "?currentSchema=" + view,
                        Databases.PROJECTOR,
                        Databases.PROJECTOR);
                Statement statement = connection.createStatement()) {
            var copies = connection.unwrap(PGConnection.class).getCopyAPI();
            try (OutputStream out = Files.newOutputStream(file)) {
                copies.copyOut("copy %s to stdout".formatted(table), out);
            }
            statement.execute("create table copied (like %s including all)".formatted(table));
            long startNanos = System.nanoTime();
            try (InputStream in = Files.newInputStream(file)) {
                long rows = copies.copyIn("copy copied from stdin", in);
                report(view, "plain COPY into %s with its indexes".formatted(table), rows, startNanos);
            }
        }
    }

    private static void report(String view, String what, long count, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        LOG.info("{}: {}: {} in {} s, {} a second", view, what, count, seconds, Math.round(count / seconds));
    }
}
