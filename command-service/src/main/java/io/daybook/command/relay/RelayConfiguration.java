package io.daybook.command.relay;

import io.daybook.command.kafka.Consumers;
import io.daybook.command.kafka.UnlimitedRetentionTopic;
import io.daybook.events.TopicTrust;
import io.daybook.telemetry.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
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
import org.springframework.dao.DataAccessException;

/** Puts the relay together. */
@Configuration
class RelayConfiguration {

    private static final int BATCH_SIZE_BYTES = 256 * 1024;
    private static final int REQUEST_SIZE_BYTES_MAX = 4 * 1024 * 1024;

    @Bean
    RelayWatch relayWatch(MeterRegistry meters, Clock clock) {
        return new RelayWatch(meters, clock);
    }

    @Bean
    MeterBinder relayLag(RelayProgressStore progress) {
        return meters -> Gauge.builder("daybook.relay.lag", () -> lagOrNotANumber(progress))
                .description("Events in the log that have not been published")
                .register(meters);
    }

    private static double lagOrNotANumber(RelayProgressStore progress) {
        try {
            return progress.read().lagEvents();
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }

    @Bean
    Relay relay(
            DataSource dataSource,
            KafkaProperties kafka,
            RelayProperties properties,
            TopicMacProperties macs,
            RelayWatch watch,
            Traces traces) {
        TopicTrust trust = macs.trust(properties.topic());
        Map<String, Object> producer = producerProperties(kafka, properties);
        return new Relay(
                dataSource,
                () -> new Publisher(
                        new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer()),
                        properties.topic(),
                        properties.publishWaitMax(),
                        trust,
                        traces),
                new UnlimitedRetentionTopic(
                        kafka.buildAdminProperties(),
                        properties.topic(),
                        properties.partitions(),
                        properties.replication()),
                new TopicEnd(Consumers.lookingOn(kafka), properties.topic(), properties.publishWaitMax(), trust),
                properties,
                watch);
    }

    private static Map<String, Object> producerProperties(KafkaProperties kafka, RelayProperties properties) {
        var producer = new HashMap<>(kafka.buildProducerProperties());
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // One at a time: to a broker that does not know this producer yet, as for a new topic, the first to arrive is
        // accepted, so of several requests under way the second could be written before the first is retried.
        producer.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // A record is retried for as long as it takes: one that was given up could be overtaken by those behind it.
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        producer.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, properties.publishWaitMax().toMillis());
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_SIZE_BYTES);
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_SIZE_BYTES_MAX);
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return producer;
    }
}
