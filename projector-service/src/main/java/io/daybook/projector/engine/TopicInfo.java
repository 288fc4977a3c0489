package io.daybook.projector.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What Kafka knows of the topic. Connects when it is first asked. */
final class TopicInfo implements AutoCloseable {

    private final Map<String, Object> adminProperties;
    private final String topic;
    private @Nullable Admin admin;

    TopicInfo(Map<String, Object> adminProperties, String topic) {
        this.adminProperties = adminProperties;
        this.topic = topic;
    }

    /** The topic's id, which another topic of the same name does not have. */
    String id() throws ExecutionException, InterruptedException {
        return describe().topicId().toString();
    }

    /** The offset after the last record, by partition. */
    Map<Integer, Long> endOffsets() throws ExecutionException, InterruptedException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        describe()
                .partitions()
                .forEach(
                        partition -> latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin().listOffsets(latest).all().get();
        var offsets = new HashMap<Integer, Long>();
        ends.forEach((partition, end) -> offsets.put(partition.partition(), end.offset()));
        return offsets;
    }

    private TopicDescription describe() throws ExecutionException, InterruptedException {
        return admin().describeTopics(List.of(topic))
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

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
