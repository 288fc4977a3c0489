package io.daybook.campaign;

import io.daybook.localstack.LocalKafka;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A node of a {@link KafkaCluster}, broker and controller in one (KRaft), as a process of its own. */
public final class KafkaNode {

    /** The cluster's id, beside the node's configuration. */
    static final String CLUSTER_ID = "daybook.cluster.id";

    private KafkaNode() {}

    /** Argument: a file with the node's configuration. Runs until the process is told to end. */
    public static void main(String[] args) throws IOException {
        var properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(file);
        }
        LocalKafka.format(
                Path.of(properties.getProperty("log.dirs")),
                Integer.parseInt(properties.getProperty("node.id")),
                properties.getProperty(CLUSTER_ID));
        var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        server.awaitShutdown();
    }
}
