package io.daybook.campaign;

import io.daybook.localstack.ChildProcess;
import io.daybook.localstack.Folders;
import io.daybook.localstack.KafkaBroker;
import io.daybook.localstack.LocalKafka;
import io.daybook.localstack.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster on the loopback address, each node in a process of its own that ends with this one. With three nodes or more
 * a record is confirmed once two of three copies have it, so that any one node may be lost.
 */
final class KafkaCluster implements KafkaBroker {

    private static final int COPIES_MAX = 3;

    private final String clusterId = Uuid.randomUuid().toString();
    private final List<Node> nodes;

    /** Nodes that have not been started yet, with their data under that folder. */
    KafkaCluster(Path folder, int count) {
        this.nodes = IntStream.rangeClosed(1, count)
                .mapToObj(id -> new Node(id, folder.resolve("kafka-" + id)))
                .toList();
    }

    /** A node. */
    final class Node implements AutoCloseable {

        private static final long STOP_WAIT_MAX_SECONDS = 15;

        private final int id;
        private final Path folder;
        private final int clientPort = Ports.free();
        private final int replicationPort = Ports.free();
        private final int controllerPort = Ports.free();
        private int advertisedPort = clientPort;
        private @Nullable Process process;

        private Node(int id, Path folder) {
            this.id = id;
            this.folder = folder;
        }

        /** Port on which it listens for clients. */
        int clientPort() {
            return clientPort;
        }

        /** Lets clients be told another port than its own, that of a proxy. To be said before it starts. */
        void advertise(int port) {
            advertisedPort = port;
        }

        /** Starts its process; it is not ready yet. */
        void start() {
            Folders.created(folder);
            File configuration = beside(".properties");
            try (Writer file = Files.newBufferedWriter(configuration.toPath())) {
                properties().store(file, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var builder = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx320m",
                            "-XX:+UseSerialGC",
                            // Brokers that are killed and started all the time never run for long enough to pay for
                            // more.
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dlogback.configurationFile=demo-logback.xml",
                            "-Ddaybook.log.file=" + beside(".log"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ChildProcess.class.getName(),
                            KafkaNode.class.getName(),
                            configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(beside(".out")));
            try {
                process = builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private File beside(String suffix) {
            return folder.resolveSibling(folder.getFileName() + suffix).toFile();
        }

        /** Id of its process. */
        long pid() {
            return running().pid();
        }

        /** Ends its process at once, as a crash would. */
        void kill() {
            running().destroyForcibly().onExit().join();
        }

        private Process running() {
            if (process == null) {
                throw new IllegalStateException("Node %d was not started.".formatted(id));
            }
            return process;
        }

        /** Asks it to end, and waits until it has; does nothing if it was never started. */
        @Override
        public void close() {
            if (process == null) {
                return;
            }
            try {
                process.getOutputStream().close();
                if (!process.waitFor(STOP_WAIT_MAX_SECONDS, TimeUnit.SECONDS)) {
                    kill();
                }
            } catch (IOException e) {
                kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                kill();
            }
        }

        private Properties properties() {
            int copies = Math.min(COPIES_MAX, nodes.size());
            String confirming = Integer.toString(Math.max(1, copies - 1));
            String all = Integer.toString(copies);
            var properties = new Properties();
            properties.putAll(LocalKafka.COMMON);
            properties.setProperty(KafkaNode.CLUSTER_ID, clusterId);
            properties.setProperty("node.id", Integer.toString(id));
            properties.setProperty(
                    "controller.quorum.voters",
                    nodes.stream()
                            .map(node -> "%d@127.0.0.1:%d".formatted(node.id, node.controllerPort))
                            .collect(Collectors.joining(",")));
            properties.setProperty(
                    "listeners",
                    "CLIENTS://127.0.0.1:%d,BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                            .formatted(clientPort, replicationPort, controllerPort));
            properties.setProperty(
                    "advertised.listeners",
                    "CLIENTS://127.0.0.1:%d,BROKER://127.0.0.1:%d".formatted(advertisedPort, replicationPort));
            properties.setProperty(
                    "listener.security.protocol.map", "CLIENTS:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
            properties.setProperty("log.dirs", folder.toString());
            properties.setProperty("min.insync.replicas", confirming);
            properties.setProperty("default.replication.factor", all);
            properties.setProperty("offsets.topic.replication.factor", all);
            properties.setProperty("transaction.state.log.replication.factor", all);
            properties.setProperty("transaction.state.log.min.isr", confirming);
            properties.setProperty("share.coordinator.state.topic.replication.factor", all);
            properties.setProperty("share.coordinator.state.topic.min.isr", confirming);
            return properties;
        }
    }

    /** Its nodes. */
    List<Node> nodes() {
        return nodes;
    }

    @Override
    public String bootstrapServers() {
        return nodes.stream().map(node -> "127.0.0.1:" + node.advertisedPort).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        nodes.parallelStream().forEach(Node::close);
    }
}
