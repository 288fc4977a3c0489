package io.daybook.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations of a service as its API description in the documentation lists them. */
public final class ApiOperations {

    private static final Path DESCRIPTIONS = Path.of("../docs/api");

    private ApiOperations() {}

    /** Every operation of that service, its method before its path: {@code GET /v1/log}. For tests in the service's own module. */
    public static SortedSet<String> of(String service) {
        return new TreeSet<>(described(service).keySet());
    }

    /**
     * End of the refusal of an unknown query parameter, by the operation: it names those that the description has.
     *
     * @param service the service, whose own module the test is in
     */
    public static SortedMap<String, String> knownParameters(String service) {
        var known = new TreeMap<String, String>();
        described(service).forEach((operation, description) -> {
            String names = description.path("parameters").values().stream()
                    .filter(parameter -> parameter.path("in").asString().equals("query"))
                    .map(parameter -> parameter.path("name").asString())
                    .collect(Collectors.joining(", "));
            known.put(operation, names.isEmpty() ? "This path takes none." : "Those that exist: %s.".formatted(names));
        });
        return known;
    }

    private static Map<String, JsonNode> described(String service) {
        try {
            String description = Files.readString(DESCRIPTIONS.resolve(service + ".json"));
            var operations = new TreeMap<String, JsonNode>();
            new JsonMapper()
                    .readTree(description)
                    .path("paths")
                    .forEachEntry((path, item) -> item.forEachEntry((method, operation) ->
                            operations.put(method.toUpperCase(Locale.ROOT) + " " + path, operation)));
            return operations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
