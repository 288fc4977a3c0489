package io.daybook.apidescription;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Examples of bodies, from the resource {@code api-examples.json} of the service's tests. */
final class Examples {

    private static final String RESOURCE = "/api-examples.json";

    private Examples() {}

    /** The examples by the names of schemas; none if the service has none. */
    static Map<String, Object> read() {
        try (InputStream resource = Examples.class.getResourceAsStream(RESOURCE)) {
            return resource == null ? Map.of() : new JsonMapper().readValue(resource, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
