package io.daybook.command.relay;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the relay together. */
@Configuration
class RelayConfiguration {

    private static final int BATCH_SIZE_BYTES = 256 * 1024;
    private static final int REQUEST_SIZE_BYTES_MAX = 4 * 1024 * 1024;

    @Bean
    Relay relay(DataSource dataSource, KafkaProperties kafka, RelayProperties properties) {
        Map<String, Object> producer = producerProperties(kafka);
        return new Relay(
                dataSource,
                () -> new Publisher(
                        new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer()),
                        properties.topic()),
                new TopicSetup(kafka.buildAdminProperties(), properties),
                properties);
    }

    private static Map<String, Object> producerProperties(KafkaProperties kafka) {
        var producer = new HashMap<>(kafka.buildProducerProperties());
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A record is retried for as long as it takes: one that was given up could be overtaken by those behind it.
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_SIZE_BYTES);
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_SIZE_BYTES_MAX);
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return producer;
    }
}
