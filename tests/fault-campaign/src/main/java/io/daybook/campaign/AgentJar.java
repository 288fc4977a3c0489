package io.daybook.campaign;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Packs Java agents, which change a service while its classes are loaded. */
final class AgentJar {

    private AgentJar() {}

    /**
     * Packs an agent with all of its package.
     *
     * @param agent the class with {@code premain}
     * @param jar the file to be written
     * @return that file
     */
    static Path pack(Class<?> agent, Path jar) {
        try {
            Path source = Path.of(
                    agent.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                write(agent, source, jar);
            } else {
                try (FileSystem classes = FileSystems.newFileSystem(source)) {
                    write(agent, classes.getPath("/"), jar);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Class<?> agent, Path classes, Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", agent.getName());
        Path folder = classes.resolve(agent.getPackageName().replace('.', '/'));
        try (OutputStream file = Files.newOutputStream(jar);
                var target = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.list(folder)) {
            for (Path one : all.toList()) {
                target.putNextEntry(new JarEntry(classes.relativize(one).toString()));
                Files.copy(one, target);
            }
        }
    }
}
