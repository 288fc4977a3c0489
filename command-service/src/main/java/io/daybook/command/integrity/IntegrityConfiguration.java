package io.daybook.command.integrity;

import io.daybook.command.kafka.Consumers;
import io.daybook.command.kafka.UnlimitedRetentionTopic;
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
    SigningKeys keys(IntegrityProperties properties) {
        return SigningKeys.of(properties);
    }

    @Bean
    LogTree logTree(IntegrityStore store) {
        return new LogTree(store);
    }

    @Bean
    SignedHeadIssuer heads(IntegrityStore store, LogTree tree, TransactionTemplate transactions, Clock clock) {
        return new SignedHeadIssuer(store, tree, transactions, clock);
    }

    @Bean
    SignedHeadTopic headTopic(KafkaProperties kafka, IntegrityProperties properties) {
        Map<String, Object> producer = producerProperties(kafka, properties);
        return new SignedHeadTopic(
                new UnlimitedRetentionTopic(
                        kafka.buildAdminProperties(), properties.topic(), PARTITIONS, properties.replication()),
                () -> new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer()),
                Consumers.lookingOn(kafka),
                EventJson.mapper(),
                properties);
    }

    @Bean
    HeadSigner headSigner(
            SigningKeys keys,
            SignedHeadIssuer heads,
            IntegrityStore store,
            SignedHeadTopic topic,
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
