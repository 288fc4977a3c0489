package io.daybook.projector.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.localstack.Databases;
import io.daybook.testsupport.TestServers;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the statements do that come from a table's description. */
class TableTest {

    private static final UUID ONE = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID TWO = UUID.fromString("00000000-0000-0000-0000-000000000002");

    private static final RecordTable<Described> DESCRIBED = RecordTable.of("described", Described.class);

    private static final Table<Map.Entry<String, Long>> SUMS = Table.<Map.Entry<String, Long>>named("sums")
            .key("name", String.class, Map.Entry::getKey)
            .column("total", Long.class, Map.Entry::getValue);

    record Described(
            UUID rowId,
            @Nullable String productCode,
            boolean isClosed,
            short leg,
            int size,
            long version,
            @Nullable BigDecimal balance,
            @Nullable LocalDate latestDate,
            @Nullable Instant openedAt) {}

    private Connection connection;

    @BeforeEach
    void createTables() throws SQLException {
        connection = DriverManager.getConnection(
                TestServers.freshDatabase(Databases.PROJECTOR), Databases.PROJECTOR, Databases.PROJECTOR);
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table described (
                        opened_at    timestamptz,
                        latest_date  date,
                        balance      numeric,
                        version      bigint   not null,
                        size         int      not null,
                        leg          smallint not null,
                        is_closed    boolean  not null,
                        product_code text,
                        row_id       uuid     primary key
                    );
                    create table sums (
                        name  text   primary key,
                        total bigint not null
                    )
                    """);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rows_are_found_as_they_were_upserted_whatever_the_order_of_the_tables_columns() throws SQLException {
        var first = new Described(
                TWO,
                "A, {\"b\"} \\ NULL",
                true,
                (short) 1,
                2,
                3,
                new BigDecimal("-10.00"),
                LocalDate.parse("2026-02-28"),
                Instant.parse("2026-01-01T00:00:00.000001Z"));
        var second = new Described(ONE, null, false, (short) -1, -2, -3, null, null, null);

        DESCRIBED.upsert(connection, List.of(first, second));

        assertThat(DESCRIBED.find(connection, List.of(ONE, TWO, UUID.randomUUID())))
                .containsExactlyInAnyOrder(first, second);
        assertThat(DESCRIBED.find(connection, List.of())).isEmpty();
    }

    @Test
    void a_row_that_is_there_is_replaced_by_an_upsert_and_kept_by_an_insert_of_what_is_missing() throws SQLException {
        DESCRIBED.upsert(connection, List.of(row(ONE, "old")));

        DESCRIBED.insertMissing(connection, List.of(row(ONE, "missing"), row(TWO, "missing")));
        assertThat(DESCRIBED.find(connection, List.of(ONE, TWO)))
                .containsExactlyInAnyOrder(row(ONE, "old"), row(TWO, "missing"));

        DESCRIBED.upsert(connection, List.of(row(ONE, "new"), row(TWO, "new")));
        assertThat(DESCRIBED.find(connection, List.of(ONE, TWO)))
                .containsExactlyInAnyOrder(row(ONE, "new"), row(TWO, "new"));
    }

    @Test
    void a_selection_has_its_own_clauses() throws SQLException {
        DESCRIBED.upsert(connection, List.of(row(TWO, "b"), row(ONE, "a")));

        try (var statement = connection.prepareStatement(DESCRIBED.select("""
                where product_code >= ?
                order by product_code
                """))) {
            statement.setString(1, "a");
            assertThat(DESCRIBED.rows(statement)).containsExactly(row(ONE, "a"), row(TWO, "b"));
        }
    }

    @Test
    void rows_are_added_to_those_of_their_key() throws SQLException {
        SUMS.add(connection, List.of(Map.entry("b", 1L), Map.entry("a", 2L)));
        SUMS.add(connection, List.of(Map.entry("c", 4L), Map.entry("b", 8L)));
        SUMS.add(connection, List.of());

        assertThat(RecordTable.of("sums", Sum.class).find(connection, List.of("a", "b", "c")))
                .containsExactlyInAnyOrder(new Sum("a", 2), new Sum("b", 9), new Sum("c", 4));
    }

    record Sum(String name, long total) {}

    @Test
    void a_type_that_no_column_has_is_refused_at_once() {
        assertThatThrownBy(
                        () -> Table.<String>named("described").column("size", StringBuilder.class, StringBuilder::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No column takes a class java.lang.StringBuilder.");
    }

    private static Described row(UUID id, String productCode) {
        return new Described(id, productCode, false, (short) 0, 0, 0, null, null, null);
    }
}
