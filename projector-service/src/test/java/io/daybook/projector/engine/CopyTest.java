package io.daybook.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.Databases;
import io.daybook.localstack.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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

            Copy.into(connection, "copied", TEXTS)
                    .column("place", TEXTS::indexOf)
                    .column("content", text -> text)
                    .column("bytes", text -> text.getBytes(StandardCharsets.UTF_8))
                    .column("nothing", text -> null)
                    .execute();

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
}
