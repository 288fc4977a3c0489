package io.daybook.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * A service's runnable jar, unpacked beside it into a plain jar and its libraries: a JVM starts a good deal faster from
 * those than from jars within a jar, and can keep what it learnt of their classes in a cache (JEP 483, 514, 515).
 *
 * @param service the service
 * @param jar the plain jar, whose manifest names the libraries
 * @param mainClass the class to run
 * @param cache where the JVM keeps its cache, if it was made
 */
record UnpackedJar(String service, Path jar, String mainClass, Path cache) {

    /** What a service's JVM is started with: heaps that three of them leave room beside on a small machine. */
    static final List<String> JVM_OPTIONS =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private static final String VERSION = "1.0.0-SNAPSHOT";

    /** The service's jar in that checkout; unpacked if it is newer than what was unpacked before. */
    static UnpackedJar of(String service, Path home) {
        Path target = home.resolve(service).resolve("target");
        Path packed = target.resolve("%s-%s-exec.jar".formatted(service, VERSION));
        Path folder = target.resolve("unpacked");
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
    static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /** What the JVM finds its classes on: this module's own jar, for {@link Child}, and the service's. */
    String classPath() {
        try {
            var ownJar = Path.of(Child.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return ownJar + File.pathSeparator + jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The options with which the JVM uses the cache, none if it was not made. */
    List<String> cacheOptions() {
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off,cds=off") : List.of();
    }

    /** Makes the cache, if it is not there, in a run that ends as soon as the service's parts are put together. */
    void makeCache() {
        if (Files.exists(cache)) {
            return;
        }
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh"));
        command.addAll(List.of("-Dspring.flyway.enabled=false", "-Dserver.port=0"));
        command.add("-Ddaybook.access.issuer=" + LocalIssuer.NAME);
        command.add("-Ddaybook.personal-data.master-key-file="
                + MasterKey.in(cache.resolveSibling("no-keys").toAbsolutePath()));
        command.addAll(List.of("-cp", classPath(), mainClass));
        try {
            run(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
