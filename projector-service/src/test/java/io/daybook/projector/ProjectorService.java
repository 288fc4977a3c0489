package io.daybook.projector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.daybook.events.AccountEvent.AccountFrozen;
import io.daybook.events.CloudEventAttributes;
import io.daybook.events.DomainEvent;
import io.daybook.events.EventCodec;
import io.daybook.events.Hash;
import io.daybook.events.MacRange;
import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicMac;
import io.daybook.localstack.Databases;
import io.daybook.localstack.ViewCatalogue;
import io.daybook.personaldata.KeyFile;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.RunningService;
import io.daybook.testsupport.TestClient;
import io.daybook.testsupport.TestServers;
import io.daybook.testsupport.ViewDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A topic, the read databases behind it, and projector-services between the two, on real servers. */
public final class ProjectorService implements AutoCloseable {

    /** Views of the service. */
    public static final ViewCatalogue CATALOGUE = ViewCatalogue.of(Path.of(".."));

    private static final int PARTITIONS = 4;

    /** All records have one, unless a test says otherwise. */
    private static final MacRange MACS = new MacRange(1, List.of("local"));

    private final String topic = "events-" + UUID.randomUUID();
    private final TopicMac mac = new TopicMac(topic, KeyFile.read(TestServers.topicKeys(), "topic keys"));
    private final ViewDatabases databases = new ViewDatabases(CATALOGUE.views());
    private final KafkaProducer<String, byte[]> producer;
    private final EventCodec codec = new EventCodec();
    private final Map<UUID, Long> versions = new HashMap<>();
    private final List<RunningService> started = new ArrayList<>();
    private final TestClient client = new TestClient("olga");
    private @Nullable LogDatabase log;
    private final AtomicLong records = new AtomicLong();
    private boolean isAnyNamed;
    private long position;

    /** A new topic and new databases; no service yet. */
    public ProjectorService() {
        Map<String, Object> kafka = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestServers.kafka().bootstrapServers());
        producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
        createTopic();
    }

    /** Keeps a log as well: from here on whatever is published is in it first, and services that are started know it. */
    public ProjectorService withLog() {
        log = new LogDatabase();
        return this;
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
            records.set(0);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()));
    }

    /** Starts a service. */
    public RunningService start(String... properties) {
        databases.makeListedIn("daybook.views", properties);
        var all = new ArrayList<>(List.of(
                "daybook.topic=" + topic,
                "spring.kafka.bootstrap-servers=" + TestServers.kafka().bootstrapServers()));
        all.addAll(databases.properties(Databases.PROJECTOR));
        all.addAll(TestServers.personalData(Databases.PROJECTOR));
        all.addAll(TestServers.operations(Databases.PROJECTOR));
        all.addAll(TestServers.topicMac());
        if (log != null) {
            all.addAll(log.properties());
        }
        all.addAll(List.of(properties));
        isAnyNamed |= all.stream().anyMatch(property -> property.startsWith("daybook.instance="));
        RunningService service = RunningService.start(ProjectorServiceApplication.class, all);
        started.add(service);
        return service;
    }

    /** The next event of that stream, as the log would record it. */
    public RecordedEvent recorded(UUID streamId, DomainEvent event, LocalDate effectiveDate) {
        return recorded(streamId, event, effectiveDate, null);
    }

    /** The same, caused by another event. */
    public RecordedEvent recorded(
            UUID streamId, DomainEvent event, LocalDate effectiveDate, @Nullable UUID causationId) {
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
                causationId,
                null,
                Hash.NONE);
    }

    /** The next event of that stream, of a type and with a payload that the codec need not know. */
    public RecordedEvent recorded(UUID streamId, String type, int schemaVersion, String payload) {
        RecordedEvent event = recorded(streamId, new AccountFrozen(), LocalDate.EPOCH);
        return new RecordedEvent(
                event.position(),
                streamId,
                event.streamVersion(),
                event.eventId(),
                type,
                schemaVersion,
                payload,
                event.effectiveDate(),
                event.recordedAt(),
                event.actor(),
                event.reason(),
                event.purpose(),
                event.correlationId(),
                null,
                null,
                Hash.NONE);
    }

    /** Publishes a record that is no event. */
    public void publish(String key, String payload) {
        send(new ProducerRecord<>(topic, key, payload.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        records.incrementAndGet();
        var unused = producer.send(record);
    }

    /** Gives the topic more partitions. */
    public void growTopic(int partitions) {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes an event, as the relay would. */
    public void publish(RecordedEvent event) {
        publish(event, mac.sign(event, MACS));
    }

    /** Publishes an event with that header of the MAC, as somebody else could; null for none. */
    public void publish(RecordedEvent event, @Nullable String header) {
        publish(event, header == null ? Map.of() : Map.of(TopicMac.HEADER, header));
    }

    /** Publishes an event of a command that is traced. */
    public void publishTraced(RecordedEvent event, String traceparent) {
        publish(event, Map.of("traceparent", traceparent, TopicMac.HEADER, mac.sign(event, MACS)));
    }

    /** The relay's MACs. */
    public TopicMac mac() {
        return mac;
    }

    /** The topic's name. */
    public String topic() {
        return topic;
    }

    private void publish(RecordedEvent event, Map<String, String> moreHeaders) {
        if (log != null) {
            log.append(event);
        }
        forge(event, moreHeaders);
    }

    /** Puts an event into the topic that the log does not have. */
    public void forge(RecordedEvent event) {
        forge(event, Map.of());
    }

    /** Puts an event into the log that the topic does not have. */
    public void recordOnly(RecordedEvent event) {
        Objects.requireNonNull(log).append(event);
    }

    private void forge(RecordedEvent event, Map<String, String> moreHeaders) {
        var record = new ProducerRecord<>(
                topic, event.streamId().toString(), event.payload().getBytes(StandardCharsets.UTF_8));
        CloudEventAttributes.of(event).forEach((name, value) -> record.headers()
                .add(CloudEventAttributes.HEADER_PREFIX + name, value.getBytes(StandardCharsets.UTF_8)));
        moreHeaders.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    /** Asks the service started last. */
    public Answer get(String path) {
        return client().get(path);
    }

    /** Asks the service started last for a text that is no JSON. */
    public String page(String path) {
        return client().page(path);
    }

    /** Sends JSON, or nothing, to the service started last. */
    public Answer post(String path, String body) {
        return client().post(path, body);
    }

    /** Sends changes as JSON to the service started last. */
    public Answer patch(String path, String body) {
        return client().send("PATCH", path, body);
    }

    /** Deletes at the service started last. */
    public Answer delete(String path) {
        return client().delete(path);
    }

    /** Sends JSON, or nothing, with that token; headers come in pairs of name and value. */
    Answer send(String method, String path, String body, String token, String... headers) {
        return client().withToken(token).send(method, path, body, headers);
    }

    private TestClient client() {
        return client.at(started.getLast().baseUrl());
    }

    /** The JDBC URL of a view's database. */
    public String databaseUrl(String view) {
        return databases.url(view);
    }

    /** Loses a view's database and makes it anew, empty. */
    public void loseDatabase(String view) {
        dropDatabase(view);
        createDatabase(view);
    }

    /** Loses a view's database. */
    public void dropDatabase(String view) {
        databases.lose(view);
    }

    /** Makes a view's database, or makes it again, empty. */
    public void createDatabase(String view) {
        databases.makeEmpty(view);
    }

    /** Waits until Kafka has all that was published. */
    public void flush() {
        producer.flush();
    }

    /** Waits until a view has taken in everything that is in the topic. */
    public void awaitEnd(String view) {
        flush();
        String taken = "select coalesce(sum(next_offset), 0)::text from checkpoints";
        await().atMost(60, SECONDS).until(() -> query(view, taken), List.of(records.toString())::equals);
    }

    /** The first column of the rows that a query to a view's database gives, as text. */
    public List<String> query(String view, String sql) {
        return databases.query(view, sql);
    }

    /** The same as another role. */
    public List<String> query(String view, String role, String sql) {
        return databases.query(view, role, sql);
    }

    @Override
    public void close() {
        started.forEach(RunningService::close);
        client.close();
        producer.close();
        if (log != null) {
            log.close();
        }
        discardTopic();
        if (isAnyNamed) {
            forgetInstances();
        }
    }

    /** Removes instances with a name from their groups, which would keep their places for them, and let the next test wait. */
    private static void forgetInstances() {
        var withMembers = ListGroupsOptions.forConsumerGroups().inGroupStates(Set.of(GroupState.STABLE));
        try (Admin admin = admin()) {
            for (var group : admin.listGroups(withMembers).all().get()) {
                admin.removeMembersFromConsumerGroup(group.groupId(), new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes the topic if it is there: a broker that stops writes each partition that it has to the disk. */
    private void discardTopic() {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic));
        }
    }
}
