package io.daybook.command.integrity;

import io.daybook.events.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts tamper evidence together. */
@Configuration
class IntegrityConfiguration {

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
        Map<String, Object> consumer = consumerProperties(kafka);
        return new HeadTopic(
                kafka.buildAdminProperties(),
                () -> new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer()),
                () -> new KafkaConsumer<>(consumer, new StringDeserializer(), new ByteArrayDeserializer()),
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

    private static Map<String, Object> consumerProperties(KafkaProperties kafka) {
        var consumer = new HashMap<>(kafka.buildConsumerProperties());
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return consumer;
    }
}
