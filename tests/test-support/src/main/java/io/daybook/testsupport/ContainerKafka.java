package io.daybook.testsupport;

import io.daybook.localstack.KafkaBroker;
import org.testcontainers.kafka.KafkaContainer;

/** A Kafka broker in a container. */
final class ContainerKafka implements KafkaBroker {

    private static final String IMAGE = "apache/kafka:4.2.2";

    private final KafkaContainer container;

    private ContainerKafka(KafkaContainer container) {
        this.container = container;
    }

    static ContainerKafka start() {
        var container = new KafkaContainer(IMAGE);
        container.start();
        return new ContainerKafka(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
