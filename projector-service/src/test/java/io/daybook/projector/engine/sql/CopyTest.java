package io.daybook.projector.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.Databases;
import io.daybook.testsupport.TestServers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CopyTest {

    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "\\N",
            "\\.",
            "a\tb",
            "a\nb",
            "a\r\nb",
            "back\\slash \\n \\x41",
            "{\"a\": \"\\u0041\\n\"}",
            "Zoë 銀行 🏦",
            "NULL");

    @Test
    void texts_bytes_and_nothing_arrive_as_they_were() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        TestServers.freshDatabase(Databases.PROJECTOR), Databases.PROJECTOR, Databases.PROJECTOR);
                Statement statement = connection.createStatement()) {
            statement.execute("create table copied (place int, content text, bytes bytea, nothing text)");

            Table.<String>named("copied")
                    .column("place", Integer.class, TEXTS::indexOf)
                    .column("content", String.class, text -> text)
                    .column("bytes", byte[].class, text -> text.getBytes(StandardCharsets.UTF_8))
                    .column("nothing", String.class, text -> null)
                    .copy(connection, TEXTS);

            var texts = new ArrayList<String>();
            try (ResultSet rows = statement.executeQuery("select * from copied order by place")) {
                while (rows.next()) {
                    texts.add(rows.getString("content"));
                    assertThat(new String(rows.getBytes("bytes"), StandardCharsets.UTF_8))
                            .isEqualTo(rows.getString("content"));
                    assertThat(rows.getString("nothing")).isNull();
                }
            }
            assertThat(texts).isEqualTo(TEXTS);
        }
    }

    @Test
    void every_type_arrives_as_the_text_of_it_would() throws SQLException {
        List<List<Object>> values = List.of(
                List.of("uuid", UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
                List.of("uuid", UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff")),
                List.of("boolean", true),
                List.of("boolean", false),
                List.of("smallint", Short.MIN_VALUE),
                List.of("int", Integer.MIN_VALUE),
                List.of("bigint", Long.MIN_VALUE),
                List.of("numeric", new BigDecimal("0.00")),
                List.of("numeric", new BigDecimal("-0.01")),
                List.of("numeric", new BigDecimal("10000.1")),
                List.of("numeric", new BigDecimal("-1234567890123456789012345.678")),
                List.of("numeric", new BigDecimal("100000000")),
                List.of("date", LocalDate.parse("1999-12-31")),
                List.of("date", LocalDate.parse("2026-02-28")),
                List.of("timestamptz", Instant.parse("1999-12-31T23:59:59.999999Z")),
                List.of("timestamptz", Instant.parse("2026-01-01T00:00:00.000001Z")),
                List.of("timestamptz", Instant.parse("2026-01-01T00:00:00.000001499Z")),
                List.of("timestamptz", Instant.parse("2026-01-01T00:00:00.000001501Z")),
                List.of("char(3)", "EUR"),
                List.of("json", "{\"b\": 1,  \"a\": 1.0}"));
        try (Connection connection = DriverManager.getConnection(
                        TestServers.freshDatabase(Databases.PROJECTOR), Databases.PROJECTOR, Databases.PROJECTOR);
                Statement statement = connection.createStatement()) {
            for (List<Object> value : values) {
                String type = value.getFirst().toString();
                statement.execute("create table copied (content %s)".formatted(type));

                copy(connection, value.getLast());

                try (ResultSet row =
                        statement.executeQuery("select content::text, '%s'::%s::text as expected from copied"
                                .formatted(value.getLast(), type))) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString("content")).isEqualTo(row.getString("expected"));
                }
                statement.execute("drop table copied");
            }
        }
    }

    private static <V> void copy(Connection connection, V value) throws SQLException {
        @SuppressWarnings("unchecked")
        var type = (Class<V>) value.getClass();
        Table.<V>named("copied").column("content", type, copied -> copied).copy(connection, List.of(value));
    }
}
