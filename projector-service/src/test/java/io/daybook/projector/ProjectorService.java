package io.daybook.projector;

import io.daybook.events.CloudEventAttributes;
import io.daybook.events.DomainEvent;
import io.daybook.events.EventCodec;
import io.daybook.events.Hash;
import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.localstack.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A topic, the read databases behind it, and projector-services between the two, on real servers. */
public final class ProjectorService implements AutoCloseable {

    private static final int PARTITIONS = 4;

    private final String topic = "events-" + UUID.randomUUID();
    private final Map<String, String> databases = Map.of(
            "balances", TestServers.freshDatabase(Databases.PROJECTOR),
            "audit", TestServers.freshDatabase(Databases.PROJECTOR),
            "catalogue", TestServers.freshDatabase(Databases.PROJECTOR));
    private final KafkaProducer<String, byte[]> producer;
    private final EventCodec codec = new EventCodec();
    private final Map<UUID, Long> versions = new HashMap<>();
    private final List<ConfigurableApplicationContext> started = new ArrayList<>();
    private long position;

    /** A new topic and new databases; no service yet. */
    public ProjectorService() {
        Map<String, Object> kafka = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestServers.kafka().bootstrapServers());
        producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
        createTopic();
    }

    /** Makes the topic, again after {@link #deleteTopic}. */
    public void createTopic() {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loses the topic with all that is in it. */
    public void deleteTopic() {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()));
    }

    /** Starts a service. */
    public ConfigurableApplicationContext start(String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--daybook.topic=" + topic,
                "--spring.kafka.bootstrap-servers=" + TestServers.kafka().bootstrapServers()));
        databases.forEach((view, url) -> {
            arguments.add("--daybook.databases.%s.url=%s".formatted(view, url));
            arguments.add("--daybook.databases.%s.username=%s".formatted(view, Databases.PROJECTOR));
            arguments.add("--daybook.databases.%s.password=%s".formatted(view, Databases.PROJECTOR));
        });
        for (String property : properties) {
            arguments.add("--" + property);
        }
        ConfigurableApplicationContext context =
                SpringApplication.run(ProjectorServiceApplication.class, arguments.toArray(String[]::new));
        started.add(context);
        return context;
    }

    /** The next event of that stream, as the log would record it. */
    public RecordedEvent recorded(UUID streamId, DomainEvent event, LocalDate effectiveDate) {
        var encoded = codec.encode(event);
        return new RecordedEvent(
                ++position,
                streamId,
                versions.merge(streamId, 1L, Long::sum),
                UUID.randomUUID(),
                encoded.type(),
                encoded.schemaVersion(),
                encoded.payload(),
                effectiveDate,
                Instant.parse("2026-01-01T00:00:00Z").plusMillis(position),
                "teller-1",
                "because",
                "SALA",
                UUID.randomUUID(),
                null,
                null,
                Hash.NONE);
    }

    /** Publishes an event, as the relay would. */
    public void publish(RecordedEvent event) {
        var record = new ProducerRecord<>(
                topic, event.streamId().toString(), event.payload().getBytes(StandardCharsets.UTF_8));
        CloudEventAttributes.of(event).forEach((name, value) -> record.headers()
                .add(CloudEventAttributes.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8)));
        var unused = producer.send(record);
    }

    /** Waits until Kafka has all that was published. */
    public void flush() {
        producer.flush();
    }

    /** The first column of the rows that a query to a view's database gives, as text. */
    public List<String> query(String view, String sql) {
        return query(view, Databases.PROJECTOR, sql);
    }

    /** The same as another role. */
    public List<String> query(String view, String role, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(databases.get(view) + "?currentSchema=" + view, role, role);
                Statement statement = connection.createStatement()) {
            var values = new ArrayList<String>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        values.add(rows.getString(1));
                    }
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        started.forEach(ConfigurableApplicationContext::close);
        producer.close();
    }
}
