package io.daybook.localstack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka broker in this process, broker and controller in one (KRaft), on the loopback address. */
public final class LocalKafka implements KafkaBroker {

    /** Settings that nodes of a cluster and the single broker have in common. */
    public static final Map<String, String> COMMON = Map.of(
            "process.roles", "broker,controller",
            "inter.broker.listener.name", "BROKER",
            "controller.listener.names", "CONTROLLER",
            "offsets.topic.num.partitions", "4",
            // Short, so that a broker that was killed is itself again soon after it is started anew.
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500",
            "group.initial.rebalance.delay.ms", "0",
            "auto.create.topics.enable", "false");

    private static final int NODE_ID = 1;

    private final KafkaRaftServer server;
    private final int port;
    private final Path dataFolder;
    private final boolean isTemporary;

    private LocalKafka(KafkaRaftServer server, int port, Path dataFolder, boolean isTemporary) {
        this.server = server;
        this.port = port;
        this.dataFolder = dataFolder;
        this.isTemporary = isTemporary;
    }

    /** Starts a broker on a free port whose data is gone when it stops. */
    public static LocalKafka temporary() {
        return temporary(Map.of());
    }

    /** The same with further settings, which come before its own. */
    public static LocalKafka temporary(Map<String, String> settings) {
        return start(Folders.temporary("daybook-kafka-"), Ports.free(), true, settings);
    }

    /** Starts a broker on data that is kept. */
    public static LocalKafka on(Path dataFolder, int port) {
        return start(Folders.created(dataFolder), port, false, Map.of());
    }

    private static LocalKafka start(
            Path dataFolder, int port, boolean isTemporary, Map<String, String> furtherSettings) {
        format(dataFolder, NODE_ID, Uuid.randomUuid().toString());
        int controllerPort = Ports.free();
        var settings = new HashMap<>(COMMON);
        settings.putAll(Map.of(
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort,
                "listeners",
                "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
                "advertised.listeners",
                "BROKER://127.0.0.1:" + port,
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs",
                dataFolder.toString(),
                "offsets.topic.replication.factor",
                "1",
                "transaction.state.log.replication.factor",
                "1",
                "transaction.state.log.min.isr",
                "1",
                "share.coordinator.state.topic.replication.factor",
                "1"));
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.putAll(furtherSettings);
        var config = new KafkaConfig(settings);
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return new LocalKafka(server, port, dataFolder, isTemporary);
    }

    /** Makes a node's folder ready for its first start, unless it is. */
    public static void format(Path dataFolder, int nodeId, String clusterId) {
        if (Files.exists(dataFolder.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                    .setClusterId(clusterId)
                    .setNodeId(nodeId)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(dataFolder.toString())
                    .addDirectory(dataFolder.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's folder %s could not be formatted.".formatted(dataFolder), e);
        }
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (isTemporary) {
            Folders.delete(dataFolder);
        }
    }
}
