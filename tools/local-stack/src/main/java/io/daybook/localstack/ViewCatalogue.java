package io.daybook.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/**
 * Catalogue of the views that are kept in databases, read from each file {@value #FILE} of the class path: a further jar may add
 * views. Databases, rights and the services' environments follow from it.
 */
public final class ViewCatalogue {

    private static final String FILE = "META-INF/daybook/views.json";

    private static final List<View> VIEWS = read();

    private ViewCatalogue() {}

    /**
     * A view, whose database is named after it.
     *
     * @param name the view's name
     * @param readers the roles that read its database
     */
    public record View(String name, List<String> readers) {

        /** Name of the view's database. */
        public String database() {
            return Databases.view(name);
        }

        /** Role that owns the view's database. */
        public String owner() {
            return Databases.PROJECTOR;
        }

        /** True if the query-service reads the view. */
        public boolean isQueried() {
            return readers.contains(Databases.QUERY);
        }

        /** Start of the environment variables that tell a service of the view's database. */
        public String variables() {
            return "DAYBOOK_DATABASES_" + name.toUpperCase(Locale.ROOT);
        }
    }

    /** All views. */
    public static List<View> views() {
        return VIEWS;
    }

    /** The views that the query-service reads. */
    public static List<View> queriedViews() {
        return VIEWS.stream().filter(View::isQueried).toList();
    }

    private static List<View> read() {
        var json = new JsonMapper();
        var views = new LinkedHashMap<String, View>();
        try {
            for (URL file :
                    Collections.list(ViewCatalogue.class.getClassLoader().getResources(FILE))) {
                try (InputStream in = file.openStream()) {
                    for (View view : json.readValue(in, View[].class)) {
                        if (views.put(view.name(), view) != null) {
                            throw new IllegalStateException("The view %s is catalogued twice.".formatted(view.name()));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(views.values());
    }
}
