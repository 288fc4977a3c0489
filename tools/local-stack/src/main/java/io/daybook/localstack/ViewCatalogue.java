package io.daybook.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Catalogue of the views that are kept in databases, which are those that the projector-service registers in its file {@value
 * #FILE}; a jar that is appended to its class path may register more. Databases and rights follow from it.
 */
public final class ViewCatalogue {

    private static final String FILE = "META-INF/daybook/views";
    private static final String PROJECTOR_RESOURCES = "projector-service/src/main/resources";
    private static final String UNREAD = "unread";

    private final List<View> views;

    private ViewCatalogue(List<View> views) {
        this.views = views;
    }

    /**
     * A view, whose database is named after it.
     *
     * @param name the view's name
     * @param isQueried whether the query-service reads the view
     */
    public record View(String name, boolean isQueried) {

        /** Name of the view's database. */
        public String database() {
            return Databases.view(name);
        }

        /** Role that owns the view's database. */
        public String owner() {
            return Databases.PROJECTOR;
        }

        /** Roles that read the view's database. */
        public List<String> readers() {
            return isQueried ? List.of(Databases.QUERY) : List.of();
        }

        private static View of(String line) {
            String[] words = line.strip().split("\\s+", 2);
            return new View(words[0], words.length == 1 || !words[1].equals(UNREAD));
        }
    }

    /** The views that a checkout has. */
    public static ViewCatalogue of(Path checkout) {
        return of(checkout, List.of());
    }

    /**
     * The views that a checkout and jars have.
     *
     * @param appended jars that are appended to the projector-service's class path
     * @throws IllegalStateException if a view is registered twice
     */
    public static ViewCatalogue of(Path checkout, List<Path> appended) {
        var views = new LinkedHashMap<String, View>();
        for (String line : lines(classPath(checkout, appended))) {
            View view = View.of(line);
            if (views.put(view.name(), view) != null) {
                throw new IllegalStateException("The view %s is registered twice.".formatted(view.name()));
            }
        }
        return new ViewCatalogue(List.copyOf(views.values()));
    }

    private static List<Path> classPath(Path checkout, List<Path> appended) {
        var classPath = new ArrayList<Path>();
        classPath.add(checkout.resolve(PROJECTOR_RESOURCES));
        classPath.addAll(appended);
        return classPath;
    }

    private static List<String> lines(List<Path> classPath) {
        var lines = new ArrayList<String>();
        try (var resources =
                new URLClassLoader(classPath.stream().map(ViewCatalogue::url).toArray(URL[]::new), null)) {
            for (URL file : Collections.list(resources.findResources(FILE))) {
                try (InputStream in = file.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .forEach(lines::add);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All views. */
    public List<View> views() {
        return views;
    }

    /** The views that the query-service reads. */
    public List<View> queriedViews() {
        return views.stream().filter(View::isQueried).toList();
    }
}
