package io.daybook.localstack;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka broker in this process, broker and controller in one (KRaft), on the loopback address. */
public final class LocalKafka implements KafkaBroker {

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
        return start(Folders.temporary("daybook-kafka-"), Ports.free(), true);
    }

    /** Starts a broker on data that is kept. */
    public static LocalKafka on(Path dataFolder, int port) {
        return start(Folders.created(dataFolder), port, false);
    }

    private static LocalKafka start(Path dataFolder, int port, boolean isTemporary) {
        format(dataFolder);
        int controllerPort = Ports.free();
        var config = new KafkaConfig(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort),
                Map.entry(
                        "listeners", "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort)),
                Map.entry("advertised.listeners", "BROKER://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", dataFolder.toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // Short, so that a broker that was killed is itself again soon after it is started anew.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false")));
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return new LocalKafka(server, port, dataFolder, isTemporary);
    }

    private static void format(Path dataFolder) {
        if (Files.exists(dataFolder.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
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
