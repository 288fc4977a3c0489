package io.daybook.projector.engine.topic;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The topic that the log is published to: its id, its end, and readers of it. Connects when it is first asked. */
public final class EventTopic implements AutoCloseable {

    private final String name;
    private final Map<String, Object> adminProperties;
    private final Map<String, Object> consumerProperties;
    private @Nullable Admin admin;

    /**
     * The topic of that name.
     *
     * @param adminProperties the settings of a client that asks for the topic's id and end
     * @param consumerProperties the settings of a client that reads records
     */
    public EventTopic(String name, Map<String, Object> adminProperties, Map<String, Object> consumerProperties) {
        this.name = name;
        this.adminProperties = adminProperties;
        this.consumerProperties = consumerProperties;
    }

    /** The topic's name. */
    public String name() {
        return name;
    }

    /** The partition in which Kafka's producers put the events of a stream, if there are that many. */
    public static int partition(UUID streamId, int partitions) {
        byte[] key = streamId.toString().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** The topic's id, which another topic of the same name does not have. */
    public String id() throws ExecutionException, InterruptedException {
        return describe().topicId().toString();
    }

    /** The offset after the last record, by partition. */
    public Map<Integer, Long> endOffsets() throws ExecutionException, InterruptedException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        describe()
                .partitions()
                .forEach(partition -> latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin().listOffsets(latest).all().get();
        var offsets = new HashMap<Integer, Long>();
        ends.forEach((partition, end) -> offsets.put(partition.partition(), end.offset()));
        return offsets;
    }

    private TopicDescription describe() throws ExecutionException, InterruptedException {
        return admin().describeTopics(List.of(name))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next();
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(adminProperties);
        }
        return admin;
    }

    /**
     * A reader outside every consumer group.
     *
     * @param batchMax largest number of records that it returns at once
     */
    public TopicReader reader(int batchMax) {
        return new TopicReader(consumerProperties, name, batchMax);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
