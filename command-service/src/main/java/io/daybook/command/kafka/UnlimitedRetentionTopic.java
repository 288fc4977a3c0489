package io.daybook.command.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A topic that keeps every record for ever, so that a reader can begin at the first. */
public final class UnlimitedRetentionTopic {

    private static final String FOR_EVER = "-1";

    private final Map<String, Object> adminProperties;
    private final String name;
    private final int partitions;
    private final short replication;

    /** The topic of that name; with how many partitions and copies it is made, if it has to be. */
    public UnlimitedRetentionTopic(
            Map<String, Object> adminProperties, String name, int partitions, short replication) {
        this.adminProperties = adminProperties;
        this.name = name;
        this.partitions = partitions;
        this.replication = replication;
    }

    /** Tells whether the topic is missing. */
    public boolean isMissing() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(adminProperties)) {
            admin.describeTopics(List.of(name)).allTopicNames().get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return true;
            }
            throw e;
        }
    }

    /** Makes it, unless it is there. */
    public void create() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(adminProperties)) {
            var topic = new NewTopic(name, partitions, replication)
                    .configs(Map.of(
                            TopicConfig.RETENTION_MS_CONFIG, FOR_EVER, TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER));
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
