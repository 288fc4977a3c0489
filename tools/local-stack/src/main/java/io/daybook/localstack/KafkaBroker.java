package io.daybook.localstack;

/** A Kafka broker, wherever it runs. */
public interface KafkaBroker extends AutoCloseable {

    /** Where clients find it: host and port. */
    String bootstrapServers();

    @Override
    void close();
}
