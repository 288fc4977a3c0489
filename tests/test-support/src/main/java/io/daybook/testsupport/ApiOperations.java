package io.daybook.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** The operations of a service as its API description in the documentation lists them. */
public final class ApiOperations {

    private static final Path DESCRIPTIONS = Path.of("../docs/api");

    private ApiOperations() {}

    /** Every operation of that service, its method before its path: {@code GET /v1/log}. For tests in the service's own module. */
    public static SortedSet<String> of(String service) {
        try {
            String description = Files.readString(DESCRIPTIONS.resolve(service + ".json"));
            var operations = new TreeSet<String>();
            new JsonMapper().readTree(description).path("paths").forEachEntry((path, item) -> item.propertyNames()
                    .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
            return operations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
