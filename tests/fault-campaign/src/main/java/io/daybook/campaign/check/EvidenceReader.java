package io.daybook.campaign.check;

import io.daybook.campaign.check.Evidence.LogHead;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what a run has left behind. */
public final class EvidenceReader {

    /** The header of records that a campaign has forged itself; what reads the topic does not look at it. */
    public static final String FORGED = "campaign-forged";

    private static final int FETCH_SIZE_ROWS = 2_000;
    private static final Duration POLL_TIME_MAX = Duration.ofSeconds(1);

    private static final String LOG = """
        select position,
               stream_id,
               stream_version,
               event_id,
               type,
               schema_version,
               payload,
               effective_date,
               recorded_at,
               actor,
               reason,
               purpose,
               correlation_id,
               causation_id,
               metadata,
               encode(hash, 'hex') as hash
        from events
        order by position
        """;

    private static final String HEAD = """
        select position,
               encode(hash, 'hex') as hash
        from log_head
        """;

    private EvidenceReader() {}

    /** The address of a database and a user who may read it. */
    public record Source(String url, String user, String password) {

        private Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }
    }

    /** The log's rows, by position. */
    public static List<LogEvent> log(Source source) throws SQLException {
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_SIZE_ROWS);
                var log = new ArrayList<LogEvent>();
                try (ResultSet row = statement.executeQuery(LOG)) {
                    while (row.next()) {
                        log.add(event(row));
                    }
                }
                return log;
            }
        }
    }

    private static LogEvent event(ResultSet row) throws SQLException {
        return new LogEvent(
                row.getLong("position"),
                row.getObject("stream_id", UUID.class),
                row.getLong("stream_version"),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getInt("schema_version"),
                row.getString("payload"),
                row.getObject("effective_date", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("purpose"),
                row.getObject("correlation_id", UUID.class),
                row.getObject("causation_id", UUID.class),
                row.getString("metadata"),
                row.getString("hash"));
    }

    /** The end of the log, as its head says it. */
    public static LogHead head(Source source) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HEAD)) {
            row.next();
            return new LogHead(row.getLong("position"), row.getString("hash"));
        }
    }

    /** The tables of one view. */
    public static Map<String, Table> view(String view, Source source) throws SQLException {
        var tables = new HashMap<String, Table>();
        for (FoundTables.Source table : FoundTables.SOURCES) {
            if (table.view().equals(view)) {
                try (Connection connection = source.connect()) {
                    tables.put(table.name(), FoundTables.read(connection, table));
                }
            }
        }
        return tables;
    }

    /** All records of a topic but those that the campaign has forged. */
    public static List<TopicRecord> topic(String bootstrapServers, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (var consumer =
                new KafkaConsumer<String, byte[]>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var records = new ArrayList<TopicRecord>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> one : consumer.poll(POLL_TIME_MAX)) {
                    if (one.headers().lastHeader(FORGED) == null) {
                        records.add(published(one));
                    }
                }
            }
            return records;
        }
    }

    private static TopicRecord published(ConsumerRecord<String, byte[]> one) {
        return new TopicRecord(
                one.partition(),
                one.offset(),
                String.valueOf(one.key()),
                Long.parseLong(header(one, "ce_position")),
                header(one, "ce_id"),
                new String(one.value(), StandardCharsets.UTF_8));
    }

    private static String header(ConsumerRecord<?, ?> one, String name) {
        return new String(one.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
