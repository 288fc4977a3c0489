package io.daybook.projector.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.localstack.Databases;
import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RebuildTest {

    private static final String REBUILD = "/v1/views/balances/rebuild";
    private static final String GENERATIONS = "/v1/views/balances/generations";
    private static final Set<String> OVER = Set.of("SWAPPED", "KEPT", "CANCELLED", "FAILED", "INTERRUPTED");
    private static final int READERS = 2;

    private final ProjectorService projector = new ProjectorService();
    private final Accounts accounts = new Accounts(projector);

    @AfterEach
    void stop() {
        projector.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"balances", "audit", "reporting"})
    void a_rebuilt_view_is_the_same_row_for_row_and_takes_over(String view) {
        projector.start("daybook.views=" + view);
        accounts.open(10).deposit(2_000).reverse(10);
        awaitPosition(view, 2_020);
        List<String> before = rows(view, view);

        Answer begun = projector.post("/v1/views/%s/rebuild".formatted(view), "");
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.header("Location")).isEqualTo("/v1/views/%s/rebuild".formatted(view));
        JsonNode ended = awaitEnd(begun.header("Location"));

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SWAPPED");
        assertThat(ended.path("eventsDone").asInt()).isEqualTo(2_020);
        assertThat(ended.path("eventsTotal").asInt()).isEqualTo(2_020);
        assertThat(ended.path("comparison").path("equal").asBoolean()).isTrue();
        assertThat(ended.path("comparison").path("position").asInt()).isEqualTo(2_020);
        assertThat(rows(view, view)).isEqualTo(before);
        assertThat(indexes(view, view)).isEqualTo(indexes(view, view + "_previous"));
        assertThat(projector
                        .get("/v1/views")
                        .body()
                        .path("items")
                        .path(0)
                        .path("generation")
                        .asInt())
                .isEqualTo(2);
        accounts.deposit(10);
        awaitPosition(view, 2_030);
    }

    /** Postgres plans a statement anew once a connection has sent it often, without looking at its parameters. */
    @Test
    void an_operator_who_looks_at_the_views_again_and_again_sees_their_generations_each_time() {
        projector.start("daybook.views=balances");
        accounts.open(1);
        awaitPosition("balances", 1);

        for (int look = 1; look <= 100; look++) {
            JsonNode view = projector.get("/v1/views").body().path("items").path(0);
            assertThat(view.path("generation").asInt())
                    .as("look %d: %s", look, view)
                    .isEqualTo(1);
        }
    }

    @Test
    void readers_of_the_query_role_read_on_in_the_new_generation() {
        projector.start("daybook.views=balances");
        accounts.open(2).deposit(20);
        accounts.awaitTotal("20.00");

        projector.post(REBUILD, "{}");
        assertThat(awaitEnd(REBUILD).path("state").asString()).isEqualTo("SWAPPED");

        assertThat(projector.query("balances", Databases.QUERY, Accounts.TOTAL)).containsExactly("20.00");
        assertThatThrownBy(() -> projector.query("balances", Databases.QUERY, "delete from accounts"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> projector.query("balances", Databases.QUERY, "select * from parked"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_generation_that_differs_is_reported_and_takes_over_only_when_told_to() {
        projector.start("daybook.views=balances");
        accounts.open(3).deposit(30);
        accounts.awaitTotal("30.00");
        projector.query(
                "balances", "update accounts set balance = 999 where account_id = '%s'".formatted(accounts.id(1)));

        projector.post(REBUILD, "");
        JsonNode kept = awaitEnd(REBUILD);
        assertThat(kept.path("state").asString()).as(kept.toString()).isEqualTo("KEPT");
        assertThat(kept.path("comparison").path("equal").asBoolean()).isFalse();
        JsonNode table = kept.path("comparison")
                .path("tables")
                .valueStream()
                .filter(compared -> !compared.path("equal").asBoolean())
                .reduce((one, other) -> {
                    throw new AssertionError("More than one table differs: " + kept);
                })
                .orElseThrow();
        assertThat(table.path("table").asString()).isEqualTo("accounts");
        assertThat(table.path("examples").path(0).asString())
                .isEqualTo(accounts.id(1).toString());
        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("1019.00");
        accounts.deposit(3);
        projector.post(REBUILD, "{\"swap\": \"always\"}");
        JsonNode swapped = awaitEnd(REBUILD);

        assertThat(swapped.path("state").asString()).as(swapped.toString()).isEqualTo("SWAPPED");
        accounts.awaitTotal("33.00");
    }

    @Test
    void a_generation_that_is_never_to_take_over_stays_beside_until_it_is_discarded() {
        projector.start("daybook.views=balances");
        accounts.open(3).deposit(30);
        accounts.awaitTotal("30.00");

        projector.post(REBUILD, "{\"swap\": \"never\"}");
        assertThat(awaitEnd(REBUILD).path("state").asString()).isEqualTo("KEPT");
        assertThat(names()).containsExactly("balances", "balances_next");
        assertThat(projector.delete(REBUILD).status()).isEqualTo(204);

        assertThat(names()).containsExactly("balances");
        assertThat(projector.get(REBUILD).text("type")).isEqualTo("/problems/no-rebuild");
        assertThat(projector.delete(REBUILD).text("type")).isEqualTo("/problems/no-rebuild");
    }

    @Test
    void a_swap_is_taken_back_and_forth_and_nothing_that_came_meanwhile_is_missing() {
        projector.start("daybook.views=balances");
        accounts.open(3).deposit(30);
        accounts.awaitTotal("30.00");
        assertThat(projector.post("/v1/views/balances/rollback", "").text("type"))
                .isEqualTo("/problems/no-previous-generation");
        projector.post(REBUILD, "");
        assertThat(awaitEnd(REBUILD).path("state").asString()).isEqualTo("SWAPPED");
        accounts.deposit(30);
        accounts.awaitTotal("60.00");

        assertThat(projector.post("/v1/views/balances/rollback", "").status()).isEqualTo(202);
        assertThat(awaitEnd(REBUILD).path("state").asString()).isEqualTo("SWAPPED");
        assertThat(generation()).isEqualTo(1);
        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("60.00");
        accounts.deposit(30);
        accounts.awaitTotal("90.00");
        projector.post("/v1/views/balances/rollback", "");
        assertThat(awaitEnd(REBUILD).path("state").asString()).isEqualTo("SWAPPED");

        assertThat(generation()).isEqualTo(2);
        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("90.00");
    }

    @Test
    void a_rebuild_is_cancelled_and_leaves_nothing_and_meanwhile_there_is_no_other() {
        projector.start("daybook.views=balances", "daybook.rebuild.batch-max=1", "daybook.rebuild.workers=1");
        accounts.open(3).deposit(10_000);
        accounts.awaitTotal("10000.00");

        projector.post(REBUILD, "");
        await().atMost(30, SECONDS).until(() -> status().path("eventsDone").asInt() > 10);
        JsonNode running = status();
        assertThat(running.path("state").asString()).isEqualTo("BUILDING");
        assertThat(running.path("secondsLeft").asInt()).isPositive();
        assertThat(running.path("eventsPerSecond").asInt()).isPositive();
        assertThat(projector.page("/actuator/prometheus"))
                .containsPattern("daybook_rebuild_progress\\{view=\"balances\"} 0\\.[0-9]+");
        assertThat(projector.post(REBUILD, "").text("type")).isEqualTo("/problems/rebuild-under-way");
        RunningService other = projector.start("daybook.views=balances");
        assertThat(projector.post(REBUILD, "").text("type")).isEqualTo("/problems/rebuild-under-way");
        assertThat(projector.get(REBUILD).text("state")).isEqualTo("ELSEWHERE");
        assertThat(projector.delete(REBUILD).status()).isEqualTo(204);
        await().atMost(30, SECONDS).until(() -> names().equals(List.of("balances")));
        other.close();

        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("10000.00");
    }

    @Test
    void a_rebuild_that_ended_with_its_service_goes_on_where_it_was() {
        RunningService first =
                projector.start("daybook.views=balances", "daybook.rebuild.batch-max=1", "daybook.rebuild.workers=1");
        accounts.open(3).deposit(10_000);
        accounts.awaitTotal("10000.00");
        projector.post(REBUILD, "");
        await().atMost(30, SECONDS).until(() -> status().path("eventsDone").asInt() > 100);
        first.close();

        projector.start("daybook.views=balances");
        await().atMost(30, SECONDS)
                .until(() -> projector.get(REBUILD).text("state").equals("INTERRUPTED"));
        int done = status().path("eventsDone").asInt();
        assertThat(done).isBetween(100, 9_999);
        String began = projector
                .query("balances", "select made_at::text from balances_next.generation")
                .getFirst();
        projector.post(REBUILD, "");
        JsonNode ended = awaitEnd(REBUILD);

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SWAPPED");
        assertThat(projector.query("balances", "select made_at::text from generation"))
                .containsExactly(began);
        assertThat(projector.query("balances", Accounts.TOTAL)).containsExactly("10000.00");
    }

    @Test
    void a_view_of_the_past_stands_aside_as_of_a_position_or_an_instant() {
        projector.start("daybook.views=balances");
        accounts.open(3).deposit(30);
        accounts.awaitTotal("30.00");

        projector.post(REBUILD, "{\"toPosition\": 13}");
        assertThat(awaitEnd(REBUILD).path("generation").asString()).isEqualTo("balances_at_13");
        projector.post(REBUILD, "{\"toInstant\": \"2026-01-01T00:00:00.023Z\"}");
        JsonNode toInstant = awaitEnd(REBUILD);

        assertThat(toInstant.path("state").asString()).as(toInstant.toString()).isEqualTo("KEPT");
        assertThat(names()).containsExactly("balances", "balances_at_13", "balances_at_23");
        assertThat(projector.query("balances", "select sum(balance)::text from balances_at_13.accounts"))
                .containsExactly("10.00");
        assertThat(projector.query(
                        "balances", Databases.QUERY, "select sum(balance)::text from balances_at_23.accounts"))
                .containsExactly("20.00");
        assertThat(projector.post(REBUILD, "{\"toPosition\": 1000}").text("type"))
                .isEqualTo("/problems/position-ahead");
        assertThat(projector.delete(GENERATIONS + "/balances_at_13").status()).isEqualTo(204);
        assertThat(projector.delete(GENERATIONS + "/balances").text("type")).isEqualTo("/problems/generation-serves");
        assertThat(projector.delete(GENERATIONS + "/nothing").text("type")).isEqualTo("/problems/unknown-generation");
        assertThat(names()).containsExactly("balances", "balances_at_23");
    }

    @Test
    void poison_is_parked_in_the_new_generation_too_and_what_a_fix_frees_is_reported() {
        projector.start("daybook.views=balances");
        accounts.open(3);
        accounts.awaitAnswer("balances", "select count(*)::text from accounts", "3");
        accounts.publish(projector.recorded(accounts.id(0), "AccountBlessed", 1, "{}"));
        accounts.deposit(30);
        accounts.awaitTotal("20.00");

        projector.post(REBUILD, "");
        JsonNode ended = awaitEnd(REBUILD);

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SWAPPED");
        assertThat(projector.query("balances", "select count(*)::text from parked"))
                .containsExactly("11");
    }

    @Test
    void while_it_is_rebuilt_under_load_no_read_fails_or_goes_back_in_time() throws Exception {
        projector.start("daybook.views=balances", "daybook.rebuild.batch-max=500");
        accounts.open(20).deposit(5_000);
        accounts.awaitTotal("5000.00");
        var isOver = new AtomicBoolean();
        try (HikariDataSource pool = readers();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> readUntil(isOver, pool)));
            }
            Future<Integer> writer = threads.submit(() -> writeUntil(isOver));
            for (String path : List.of(REBUILD, REBUILD, "/v1/views/balances/rollback", REBUILD)) {
                Answer begun = projector.post(path, "");
                assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
                JsonNode ended = awaitEnd(REBUILD);
                assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SWAPPED");
                assertThat(ended.path("comparison").path("equal").asBoolean()).isTrue();
            }
            isOver.set(true);
            int written = writer.get();
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            accounts.awaitTotal(5_000 + written + ".00");
        }
        assertThat(generation()).isEqualTo(4);
    }

    private int writeUntil(AtomicBoolean isOver) {
        int written = 0;
        while (!isOver.get()) {
            accounts.deposit(20);
            written += 20;
            accounts.awaitTotal(5_000 + written + ".00");
        }
        return written;
    }

    /** As the query-service reads: pooled, read-only, several statements in one snapshot, prepared on the server. */
    private HikariDataSource readers() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(
                projector.databaseUrl("balances") + "?currentSchema=balances&readOnlyMode=always&prepareThreshold=1");
        pool.setUsername(Databases.QUERY);
        pool.setPassword(Databases.QUERY);
        pool.setReadOnly(true);
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        pool.setMaximumPoolSize(READERS);
        return pool;
    }

    private long readUntil(AtomicBoolean isOver, HikariDataSource pool) throws SQLException {
        long reads = 0;
        BigDecimal last = BigDecimal.ZERO;
        while (!isOver.get()) {
            try (Connection connection = pool.getConnection()) {
                BigDecimal total = number(connection, "select sum(balance) from accounts");
                BigDecimal lines = number(connection, "select sum(amount) from transactions");
                BigDecimal versions = number(connection, "select sum(version - 1) from accounts");
                connection.commit();
                assertThat(total).isGreaterThanOrEqualTo(last);
                assertThat(lines).isEqualByComparingTo(total);
                assertThat(versions).isEqualByComparingTo(total);
                last = total;
                reads++;
            }
        }
        return reads;
    }

    private static BigDecimal number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBigDecimal(1);
        }
    }

    private void awaitPosition(String view, long position) {
        accounts.awaitAnswer(view, "select max(position)::text from checkpoints", Long.toString(position));
        await().atMost(30, SECONDS)
                .until(() -> projector
                                .get("/v1/views")
                                .body()
                                .path("items")
                                .path(0)
                                .path("lagEvents")
                                .asInt(-1)
                        == 0);
    }

    private JsonNode status() {
        return projector.get(REBUILD).body();
    }

    private JsonNode awaitEnd(String path) {
        return await().atMost(90, SECONDS)
                .until(
                        () -> projector.get(path).body(),
                        status -> OVER.contains(status.path("state").asString("")));
    }

    private int generation() {
        return projector
                .get("/v1/views")
                .body()
                .path("items")
                .path(0)
                .path("generation")
                .asInt();
    }

    private List<String> names() {
        return projector
                .get(GENERATIONS)
                .body()
                .path("items")
                .valueStream()
                .map(generation -> generation.path("name").asString())
                .toList();
    }

    /** All rows of all of a view's own tables, in a stable order. */
    private List<String> rows(String view, String schema) {
        var rows = new ArrayList<String>();
        for (String table : projector.query(view, """
                select relname
                from pg_class
                where relkind = 'r'
                  and relnamespace = '%s'::regnamespace
                  and relname not in ('checkpoints', 'streams', 'parked', 'generation', 'flyway_schema_history')
                order by relname
                """.formatted(schema))) {
            rows.add(table);
            rows.addAll(projector.query(view, "select r::text from %s.%s r order by 1".formatted(schema, table)));
        }
        return rows;
    }

    private List<String> indexes(String view, String schema) {
        return projector.query(
                view, "select indexname from pg_indexes where schemaname = '%s' order by 1".formatted(schema));
    }
}
