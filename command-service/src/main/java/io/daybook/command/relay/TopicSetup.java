package io.daybook.command.relay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topic if it is not there: it keeps every event for ever, so that a new view can begin at the first. */
final class TopicSetup {

    private static final String FOR_EVER = "-1";

    private final Map<String, Object> adminProperties;
    private final RelayProperties properties;

    TopicSetup(Map<String, Object> adminProperties, RelayProperties properties) {
        this.adminProperties = adminProperties;
        this.properties = properties;
    }

    boolean isMissing() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(adminProperties)) {
            admin.describeTopics(List.of(properties.topic())).allTopicNames().get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return true;
            }
            throw e;
        }
    }

    void create() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(adminProperties)) {
            var topic = new NewTopic(properties.topic(), properties.partitions(), properties.replication())
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
