package io.daybook.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service's runnable jar, unpacked beside it into a plain jar and its libraries: a JVM starts a good deal faster from
 * those than from jars within a jar, and can keep what it learnt of their classes in a cache (JEP 483, 514, 515).
 *
 * @param service the service
 * @param jar the plain jar, whose manifest names the libraries
 * @param mainClass the class to run
 * @param cache place where the JVM keeps its cache, if it was made
 */
record UnpackedJar(String service, Path jar, String mainClass, Path cache) {

    /** Options of every service's JVM: a heap of which three fit on a small machine. */
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String VERSION = "1.0.0-SNAPSHOT";

    /** True if the service was built in that checkout. */
    static boolean isBuilt(String service, Path home) {
        return Files.exists(packed(service, home));
    }

    private static Path packed(String service, Path home) {
        return home.resolve(service).resolve("target").resolve("%s-%s-exec.jar".formatted(service, VERSION));
    }

    /** The service's jar in that checkout; unpacked if it is newer than what was unpacked before. */
    static UnpackedJar of(String service, Path home) {
        Path packed = packed(service, home);
        Path folder = packed.resolveSibling("unpacked");
        Path jar = folder.resolve(packed.getFileName());
        try {
            if (!Files.exists(jar) || isNewer(packed, jar)) {
                Folders.delete(folder);
                run(List.of(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        packed.toString(),
                        "extract",
                        "--destination",
                        folder.toString()));
                Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
            }
            return new UnpackedJar(service, jar, mainClass(jar), folder.resolve("classes.aot"));
        } catch (IOException e) {
            throw new UncheckedIOException("%s is not built: run mvn package.".formatted(service), e);
        }
    }

    /** The java command that runs this process. */
    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /**
     * Command that runs its main class in a process that ends with this one.
     *
     * @param options options of the JVM beside those of every service's, which they override
     * @param appended jars that stand on its class path after its own
     */
    List<String> command(List<String> options, List<Path> appended) {
        return Stream.of(
                        List.of(java()),
                        JVM_OPTIONS,
                        options,
                        List.of("-cp", classPath(appended), ChildProcess.class.getName(), mainClass))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Class path of the JVM: this module's own jar, for {@link ChildProcess}, the service's, and further ones behind them, where they
     * leave the cache valid.
     */
    private String classPath(List<Path> appended) {
        return Stream.concat(Stream.of(ownJar(), jar), appended.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path ownJar() {
        try {
            return Path.of(ChildProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True if there is a valid cache: a JVM rejects one whose jars have changed since, this module's own among them. */
    boolean hasCache() {
        try {
            return Files.exists(cache) && !isNewer(ownJar(), cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options with which the JVM uses the cache, if it was made, and those that the environment asks for. */
    List<String> runtimeOptions() {
        List<String> cacheOptions = hasCache() ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off,cds=off") : List.of();
        Stream<String> asked = SPACES.splitAsStream(System.getenv().getOrDefault("DAYBOOK_JAVA_OPTIONS", ""))
                .filter(Predicate.not(String::isEmpty));
        return Stream.concat(cacheOptions.stream(), asked).toList();
    }

    /** The options with which the JVM makes the cache at the end of its run, from what it did in it; one that is stale goes. */
    List<String> trainingOptions() {
        return List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off,cds=off");
    }

    private static boolean isNewer(Path one, Path other) throws IOException {
        return changed(one).compareTo(changed(other)) > 0;
    }

    /** A reproducible build gives what it packs the same time of modification each time; when a file was changed it cannot say. */
    private static FileTime changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (FileTime) Files.getAttribute(file, "unix:ctime")
                : Files.getLastModifiedTime(file);
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("This failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String mainClass(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        }
    }
}
