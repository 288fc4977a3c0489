package io.daybook.command.integrity;

import io.daybook.command.kafka.Consumers;
import io.daybook.command.kafka.KeptTopic;
import io.daybook.events.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts tamper evidence together. */
@Configuration
class IntegrityConfiguration {

    /** One, so that heads stand there in the order in which they were signed. */
    private static final int PARTITIONS = 1;

    @Bean
    Keys keys(IntegrityProperties properties) {
        return Keys.of(properties);
    }

    @Bean
    LogTree logTree(IntegrityStore store) {
        return new LogTree(store);
    }

    @Bean
    Heads heads(IntegrityStore store, LogTree tree, TransactionTemplate transactions, Clock clock) {
        return new Heads(store, tree, transactions, clock);
    }

    @Bean
    HeadTopic headTopic(KafkaProperties kafka, IntegrityProperties properties) {
        Map<String, Object> producer = producerProperties(kafka, properties);
        return new HeadTopic(
                new KeptTopic(kafka.buildAdminProperties(), properties.topic(), PARTITIONS, properties.replication()),
                () -> new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer()),
                Consumers.lookingOn(kafka),
                EventJson.mapper(),
                properties);
    }

    @Bean
    HeadSigner headSigner(
            Keys keys,
            Heads heads,
            IntegrityStore store,
            HeadTopic topic,
            IntegrityProperties properties,
            MeterRegistry meters) {
        return new HeadSigner(keys, heads, store, topic, properties, meters);
    }

    private static Map<String, Object> producerProperties(KafkaProperties kafka, IntegrityProperties properties) {
        var producer = new HashMap<>(kafka.buildProducerProperties());
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, properties.kafkaWaitMax().toMillis());
        return producer;
    }
}
