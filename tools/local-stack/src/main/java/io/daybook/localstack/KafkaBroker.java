package io.daybook.localstack;

/** A Kafka broker, wherever it runs. */
public interface KafkaBroker extends AutoCloseable {

    /** Address for clients: host and port. */
    String bootstrapServers();

    @Override
    void close();
}
