package io.daybook.acceptance.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the documentation and the sources that they speak of. */
final class DocumentationPages {

    static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

    private static final Path DOCS = CHECKOUT.resolve("docs");

    private DocumentationPages() {}

    /** All pages in Markdown: those at the root and those under docs. */
    static List<Path> all() {
        List<Path> underDocs = filesUnder(DOCS, ".md");
        return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md").map(CHECKOUT::resolve), underDocs.stream())
                .toList();
    }

    /** A page under docs. */
    static Path page(String name) {
        return DOCS.resolve(name);
    }

    /** Java sources of the services and of what they share; with those of tests and tools, if asked for. */
    static List<Path> sources(boolean withTestsAndTools) {
        return filesUnder(CHECKOUT, ".java").stream()
                .filter(file -> withTestsAndTools || isShipped(CHECKOUT.relativize(file)))
                .toList();
    }

    private static boolean isShipped(Path source) {
        return !source.startsWith("tools")
                && !source.startsWith("tests")
                && source.toString().contains("src/main/");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> filesUnder(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of("target", ".daybook", "node_modules")
                            .noneMatch(name -> folder.relativize(file).startsWith(name)
                                    || file.toString().contains("/" + name + "/")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
