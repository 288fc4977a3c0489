package io.daybook.testsupport;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.PatternFormat;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares responses with the OpenAPI descriptions of the services: their status, media type and body. It is stricter than a
 * client should be: there must be no field that is not described, unless the description says that there may be.
 *
 * <p>Of requests that are described nowhere, and of methods that a service does not have at a path, it knows only that their
 * refusals are problem details.
 */
public final class ResponseValidator {

    private static final String API = "/v1/";
    private static final String ANY_TYPE = "*/*";
    private static final String PROBLEM_TYPE = "application/problem+json";
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FIRST_ERROR = 400;

    private static final JsonMapper JSON = new JsonMapper();

    private static final JsonNode PROBLEM_SCHEMA = JSON.createObjectNode().put("$ref", "#/components/schemas/Problem");

    private static final Dialect DIALECT = Dialect.builder(Dialects.getOpenApi31())
            .format(PatternFormat.of("decimal", "^-?\\d+(\\.\\d+)?$", "format"))
            .keyword(new NonValidationKeyword("components"))
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            DIALECT,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final List<Operation> operations;

    /**
     * A response.
     *
     * @param method method of the request
     * @param path the request's path as it was sent, without parameters
     * @param status the status code
     * @param mediaType media type of the body, without its parameters; empty if there is none
     * @param body the body; null where it was not read as text
     */
    public record Response(
            String method,
            String path,
            int status,
            String mediaType,
            @Nullable String body) {

        private boolean isRefusal() {
            return status >= FIRST_ERROR;
        }
    }

    /** An operation of a description, with the parts of its path, and the schemas of that description. */
    private record Operation(String method, List<String> path, JsonNode responses, Schemas schemas) {

        static Stream<Operation> of(JsonNode description) {
            var schemas = new Schemas(description.path("components"));
            return description.path("paths").propertyStream().flatMap(path -> path.getValue()
                    .propertyStream()
                    .map(method -> new Operation(
                            method.getKey(),
                            parts(path.getKey()),
                            method.getValue().path("responses"),
                            schemas)));
        }

        static List<String> parts(String path) {
            return List.of(path.split("/", -1));
        }

        long variables() {
            return path.stream().filter(Operation::isVariable).count();
        }

        private static boolean isVariable(String part) {
            return part.startsWith("{");
        }

        boolean isOf(String asked, List<String> parts) {
            return method.equalsIgnoreCase(asked)
                    && path.size() == parts.size()
                    && IntStream.range(0, parts.size()).allMatch(i -> matches(path.get(i), parts.get(i)));
        }

        private static boolean matches(String described, String part) {
            return isVariable(described) ? !part.isEmpty() : described.equals(part);
        }
    }

    /** The schemas of a description, each compiled when it is first needed, with the components that they refer to. */
    private static final class Schemas {

        private final JsonNode components;
        private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

        Schemas(JsonNode components) {
            this.components = components;
        }

        Schema compiled(JsonNode schema) {
            return compiled.computeIfAbsent(schema, this::compile);
        }

        private Schema compile(JsonNode schema) {
            ObjectNode whole = ((ObjectNode) schema).deepCopy();
            whole.set("components", components);
            return REGISTRY.getSchema(whole);
        }
    }

    /** A validator by these descriptions, no two of which have an operation in common. */
    public ResponseValidator(List<String> descriptions) {
        List<JsonNode> closed = descriptions.stream().map(JSON::readTree).toList();
        closed.forEach(ResponseValidator::close);
        operations = closed.stream()
                .flatMap(Operation::of)
                .sorted(Comparator.comparingLong(Operation::variables))
                .toList();
    }

    /** Has objects no further fields than those that are described, where nothing is said of others. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.has("properties") && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(ResponseValidator::close);
    }

    /**
     * Compares a response with what is described.
     *
     * @throws AssertionError if it differs, naming the request, the status and each difference
     */
    public void validate(Response response) {
        if (!response.path().startsWith(API)) {
            return;
        }
        List<String> differences = differences(response);
        if (!differences.isEmpty()) {
            throw new AssertionError("%s %s answered %d, which docs/api does not describe:%n%s%n%s"
                    .formatted(
                            response.method(),
                            response.path(),
                            response.status(),
                            String.join(System.lineSeparator(), differences),
                            response.body()));
        }
    }

    private List<String> differences(Response response) {
        String method = response.method().equals("HEAD") ? "GET" : response.method();
        List<String> parts = Operation.parts(response.path());
        Optional<Operation> operation =
                operations.stream().filter(known -> known.isOf(method, parts)).findFirst();
        if (operation.isEmpty() || response.status() == METHOD_NOT_ALLOWED) {
            return response.isRefusal() ? undescribed(response) : List.of();
        }
        JsonNode described = operation.get().responses().path(Integer.toString(response.status()));
        if (described.isMissingNode()) {
            return List.of(
                    "no such status of " + String.join("/", operation.get().path()));
        }
        return content(described.path("content"), operation.get().schemas(), response);
    }

    private List<String> undescribed(Response response) {
        JsonNode content = JSON.createObjectNode()
                .set(PROBLEM_TYPE, JSON.createObjectNode().set("schema", PROBLEM_SCHEMA));
        return content(content, operations.getFirst().schemas(), response);
    }

    private static List<String> content(JsonNode content, Schemas schemas, Response response) {
        String body = response.body();
        if (response.method().equals("HEAD")) {
            return List.of();
        }
        if (content.isEmpty()) {
            return body == null || body.isEmpty() ? List.of() : List.of("no body");
        }
        JsonNode media = content.path(content.has(ANY_TYPE) ? ANY_TYPE : response.mediaType());
        if (media.isMissingNode()) {
            return List.of("no media type '%s'".formatted(response.mediaType()));
        }
        return body == null || !response.mediaType().endsWith("json")
                ? List.of()
                : body(schemas.compiled(media.path("schema")), body);
    }

    private static List<String> body(Schema schema, String body) {
        try {
            return schema.validate(JSON.readTree(body)).stream()
                    .map(Error::toString)
                    .toList();
        } catch (JacksonException unreadable) {
            return List.of("no JSON: " + unreadable.getOriginalMessage());
        }
    }
}
