package io.daybook.command.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** Makes consumers that look at a topic and leave no trace: they commit nothing and make no topic. */
public final class Consumers {

    private Consumers() {}

    /** A maker of consumers for the configured brokers. */
    public static Supplier<Consumer<String, byte[]>> lookingOn(KafkaProperties kafka) {
        Map<String, Object> properties = new HashMap<>(kafka.buildConsumerProperties());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return () -> new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
