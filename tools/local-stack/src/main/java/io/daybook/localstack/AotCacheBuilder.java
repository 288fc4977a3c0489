package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Builds the services' AOT caches, once a build, for a quick start. */
public final class AotCacheBuilder {

    /** The console comes last: a run of the benchmark does not build it. */
    private static final List<String> SERVICES =
            List.of("command-service", "projector-service", "query-service", "web-console");

    private AotCacheBuilder() {}

    /** Argument: the checkout. */
    public static void main(String[] args) {
        Path home = Path.of(args[0]);
        System.setProperty("logback.configurationFile", "demo-logback.xml");
        System.setProperty(
                "daybook.log.file",
                home.resolve("tools/local-stack/target/prepare.log").toString());
        prepare(home);
    }

    /** Prepares the services of a checkout, unless that was done since they were built; one process at a time. */
    public static synchronized void prepare(Path home) {
        try (FileChannel file = FileChannel.open(
                home.resolve("tools/local-stack/target/prepare.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            // Released with the channel.
            FileLock unused = file.lock();
            prepareLocked(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepareLocked(Path home) {
        List<UnpackedJar> services = SERVICES.parallelStream()
                .filter(service -> UnpackedJar.isBuilt(service, home))
                .map(service -> UnpackedJar.of(service, home))
                .toList();
        if (!services.stream().allMatch(UnpackedJar::hasCache)) {
            train(home, services);
        }
    }

    /** Trains the services; without a cache they only start more slowly. */
    private static void train(Path home, List<UnpackedJar> services) {
        try {
            AotTrainingRun.of(home, services);
        } catch (IllegalStateException e) {
            System.err.println(
                    "The services could not be trained and will start more slowly: %s".formatted(e.getMessage()));
        }
    }
}
