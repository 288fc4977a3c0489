package io.daybook.apidescription;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes bounds of values that are checked where commands are decided, and that stand in no annotation, into the schemas of requests.
 * Those of dates and times have the names that Ajv gives them, as JSON Schema has none.
 */
final class RequestBounds {

    /** Forms of decimals by the names of their fields. */
    private static final Map<String, String> DECIMALS = Map.of(
            "amount", "^\\d{1,15}(\\.\\d{1,4})?$",
            "overdraftLimit", "^\\d{1,15}(\\.\\d{1,4})?$",
            "annualRate", "^-?\\d{1,3}(\\.\\d{1,4})?$",
            "overdraftRate", "^-?\\d{1,3}(\\.\\d{1,4})?$");

    private final Map<String, Schema<?>> schemas;

    @SuppressWarnings({"unchecked", "rawtypes"}) // The library's map has raw schemas.
    private RequestBounds(OpenAPI api) {
        this.schemas = (Map) api.getComponents().getSchemas();
    }

    /** Completes the schemas of all bodies of requests. */
    static void describe(OpenAPI api) {
        var bounds = new RequestBounds(api);
        Set<String> known = new HashSet<>();
        api.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .flatMap(RequestBounds::bodies)
                .forEach(body -> bounds.describe(body, known));
    }

    private static Stream<Schema<?>> bodies(Operation operation) {
        return operation.getRequestBody() == null || operation.getRequestBody().getContent() == null
                ? Stream.empty()
                : operation.getRequestBody().getContent().values().stream()
                        .<Schema<?>>map(media -> media.getSchema())
                        .filter(Objects::nonNull);
    }

    private void describe(Schema<?> schema, Set<String> known) {
        String reference = schema.get$ref();
        if (reference == null || !known.add(reference)) {
            return;
        }
        Schema<?> body = schemas.get(reference.substring(reference.lastIndexOf('/') + 1));
        if (body != null && body.getProperties() != null) {
            body.getProperties().forEach((name, field) -> {
                bound(name, field);
                describe(field, known);
            });
        }
    }

    private static void bound(String name, Schema<?> field) {
        if (DECIMALS.containsKey(name)) {
            field.setPattern(DECIMALS.get(name));
        }
        if ("date".equals(field.getFormat())) {
            between(field, "1900-01-01", "9999-12-31");
        }
        if ("date-time".equals(field.getFormat())) {
            between(field, "1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z");
        }
    }

    private static void between(Schema<?> field, String first, String last) {
        field.setSpecVersion(SpecVersion.V31);
        field.addExtension("formatMinimum", first);
        field.addExtension("formatMaximum", last);
    }
}
