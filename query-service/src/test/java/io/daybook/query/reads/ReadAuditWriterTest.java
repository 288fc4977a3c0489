package io.daybook.query.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.localstack.Databases;
import io.daybook.query.database.DatabasesProperties;
import io.daybook.query.database.DatabasesProperties.ViewDatabase;
import io.daybook.query.reads.ReadAuditProperties.WhenFull;
import io.daybook.testsupport.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadAuditWriterTest {

    private static final int MANY = 10_000;

    private final String url = TestServers.freshReads();
    private final ReadAuditQueue queue = new ReadAuditQueue(MANY, new SimpleMeterRegistry());

    private void recordAndStop(int count) {
        var databases = new DatabasesProperties(
                new ViewDatabase(
                        url, Databases.QUERY, Databases.QUERY, 1, Duration.ofSeconds(1), Duration.ofSeconds(5)),
                Map.of());
        var properties = new ReadAuditProperties(MANY, WhenFull.LOSE, Duration.ofSeconds(20));
        try (ReadAuditStore log = new ReadAuditStore(databases)) {
            var writer = new ReadAuditWriter(queue, log, properties.stopWaitMax());
            writer.start();
            for (int i = 0; i < count; i++) {
                assertThat(queue.reserve()).isTrue();
                queue.add(List.of(aRead()));
            }
            writer.stop();
        }
    }

    private static ReadAuditEntry aRead() {
        return new ReadAuditEntry(
                UUID.randomUUID(), Instant.now(), "teller-1", null, "GET", "/v1/accounts", null, null, null, 200, null);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url + "?currentSchema=reads", Databases.QUERY, Databases.QUERY);
    }

    @Test
    void an_orderly_stop_loses_none_of_ten_thousand() throws SQLException {
        recordAndStop(MANY);

        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from reads")) {
            count.next();
            assertThat(count.getInt(1)).isEqualTo(MANY);
        }
    }

    @Test
    void who_records_reads_can_neither_alter_nor_remove_one() throws SQLException {
        recordAndStop(1);

        for (String sql : List.of("update reads set actor = 'nobody'", "delete from reads", "truncate reads")) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
            }
        }
    }
}
