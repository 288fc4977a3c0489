package io.daybook.command.integrity;

import io.daybook.command.kafka.UnlimitedRetentionTopic;
import io.daybook.events.integrity.SignedHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The topic of signed heads: one partition, kept for ever, so that whoever reads it holds what the log once was. The value is
 * the head as JSON, the key its position. After a crash a head may be there twice.
 */
final class SignedHeadTopic {

    /** Enough that no few records more hide the newest head. */
    private static final long LAST_RECORDS = 500;

    private final UnlimitedRetentionTopic topic;
    private final Supplier<Producer<String, byte[]>> producers;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final JsonMapper json;
    private final IntegrityProperties properties;

    SignedHeadTopic(
            UnlimitedRetentionTopic topic,
            Supplier<Producer<String, byte[]>> producers,
            Supplier<Consumer<String, byte[]>> consumers,
            JsonMapper json,
            IntegrityProperties properties) {
        this.topic = topic;
        this.producers = producers;
        this.consumers = consumers;
        this.json = json;
        this.properties = properties;
    }

    /** Makes the topic if it is not there. */
    void ensure() throws ExecutionException, InterruptedException {
        topic.create();
    }

    /**
     * Publishes these heads and returns once all in-sync replicas have them.
     *
     * @throws TimeoutException if that takes too long
     */
    void publish(List<SignedHead> heads) throws ExecutionException, InterruptedException, TimeoutException {
        Producer<String, byte[]> producer = producers.get();
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (SignedHead head : heads) {
                sent.add(producer.send(new ProducerRecord<>(
                        properties.topic(), Long.toString(head.position()), json.writeValueAsBytes(head))));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get(properties.kafkaWaitMax().toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /** Begins to read the heads that are on the topic now, from the first. */
    PublishedHeads read() {
        return new PublishedHeads(consumers.get(), properties, json, Long.MAX_VALUE);
    }

    /**
     * The head of the highest position among the last records that one of these keys has signed; anybody who may write to the
     * topic may write nonsense there.
     *
     * @throws KafkaException if Kafka does not hand them over in time
     */
    Optional<SignedHead> newest(SigningKeys keys) {
        try (var last = new PublishedHeads(consumers.get(), properties, json, LAST_RECORDS)) {
            Optional<SignedHead> newest = Optional.empty();
            for (Optional<SignedHead> next = last.peek(); next.isPresent(); next = last.peek()) {
                last.take();
                newest = Stream.concat(newest.stream(), next.filter(keys::haveSigned).stream())
                        .max(Comparator.comparingLong(SignedHead::position));
            }
            return newest;
        }
    }
}
