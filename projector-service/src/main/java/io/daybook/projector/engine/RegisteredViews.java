package io.daybook.projector.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Names of the views, and of other consumers, in each file {@value #FILE} of the class path: what this process fills where
 * {@code daybook.views} is not set. Whoever makes the databases reads the same files.
 */
final class RegisteredViews {

    private static final String FILE = "META-INF/daybook/views";

    private static final List<String> NAMES = read();

    private RegisteredViews() {}

    /** The names, in the order of the files. */
    static List<String> names() {
        return NAMES;
    }

    private static List<String> read() {
        var names = new ArrayList<String>();
        try {
            for (URL file :
                    Collections.list(RegisteredViews.class.getClassLoader().getResources(FILE))) {
                try (InputStream in = file.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.strip().split("\\s+", 2)[0])
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(names);
    }
}
