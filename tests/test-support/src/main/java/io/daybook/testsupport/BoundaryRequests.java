package io.daybook.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Commands with one value at a bound of the API description, or right beyond it: for every command that records something, for every
 * field of its body. A new field or bound is among them as soon as it is described.
 */
public final class BoundaryRequests {

    /** Answers of commands that record something. */
    private static final Set<String> RECORDED = Set.of("CommandAnswer", "ProductAnswer", "CustomerAnswer");

    private static final Pattern DECIMAL = Pattern.compile(
            "\\^(?<sign>-\\?)?\\\\d\\{1,(?<digits>\\d+)}\\(\\\\\\.\\\\d\\{1,(?<decimals>\\d+)}\\)\\?\\$");

    private static final Pattern REPEATED = Pattern.compile("\\{(?<min>[01]),(?<max>\\d+)}$");

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode api;
    private final Map<String, String> usual;

    private BoundaryRequests(JsonNode api, Map<String, String> usual) {
        this.api = api;
        this.usual = usual;
    }

    /**
     * A command.
     *
     * @param method method of the request
     * @param path path as it is described, with its variables
     * @param what field and value, for messages
     * @param isBeyond true if the value is beyond a bound, so that the command must be refused
     * @param body body of the request
     */
    public record BoundaryRequest(String method, String path, String what, boolean isBeyond, ObjectNode body) {

        @Override
        public String toString() {
            return "%s %s with %s".formatted(method, path, what);
        }
    }

    private record Value(String text, boolean isBeyond) {

        static Value at(String text) {
            return new Value(text, false);
        }

        static Value beyond(String text) {
            return new Value(text, true);
        }
    }

    /**
     * The commands of the described service.
     *
     * @param description file of the description
     * @param usual values of required fields by their names, where another than the description's example is needed
     */
    public static List<BoundaryRequest> of(Path description, Map<String, String> usual) {
        try {
            return new BoundaryRequests(JSON.readTree(Files.readString(description)), usual).all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<BoundaryRequest> all() {
        var requests = new ArrayList<BoundaryRequest>();
        api.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    JsonNode body = operation.at("/requestBody/content/application~1json/schema");
                    if (!body.isMissingNode()
                            && RECORDED.contains(
                                    nameOf(operation.at("/responses/201/content/application~1json/schema")))) {
                        fields("", schema(body)).forEach(field -> values(field.schema())
                                .forEach(value -> requests.add(request(method, path, schema(body), field, value))));
                    }
                }));
        return requests;
    }

    private record Field(String pointer, JsonNode schema) {}

    private Stream<Field> fields(String parent, JsonNode schema) {
        return schema.path("properties").propertyStream().flatMap(property -> {
            String pointer = parent + "/" + property.getKey();
            return property.getValue().has("$ref")
                    ? fields(pointer, schema(property.getValue()))
                    : Stream.of(new Field(pointer, property.getValue()));
        });
    }

    private BoundaryRequest request(String method, String path, JsonNode schema, Field field, Value value) {
        ObjectNode body = usualBody(schema);
        int name = field.pointer().lastIndexOf('/');
        ObjectNode parent = (ObjectNode) body.at(field.pointer().substring(0, name));
        parent.put(field.pointer().substring(name + 1), value.text());
        String what = "%s %s".formatted(field.pointer(), shown(value.text()));
        return new BoundaryRequest(method.toUpperCase(Locale.ROOT), path, what, value.isBeyond(), body);
    }

    private static String shown(String text) {
        return text.length() <= 50 ? text : "%s… of %d characters".formatted(text.substring(0, 10), text.length());
    }

    private ObjectNode usualBody(JsonNode schema) {
        ObjectNode body =
                schema.has("example") ? (ObjectNode) schema.path("example").deepCopy() : JSON.createObjectNode();
        schema.path("required").forEach(name -> {
            if (!body.has(name.asString())) {
                body.put(name.asString(), "because");
            }
        });
        usual.forEach((name, value) -> {
            if (schema.path("properties").has(name)) {
                body.put(name, value);
            }
        });
        return body;
    }

    private static Stream<Value> values(JsonNode schema) {
        Matcher decimal = DECIMAL.matcher(schema.path("pattern").asString(""));
        if (decimal.matches()) {
            return decimals(decimal);
        }
        return switch (schema.path("format").asString("")) {
            case "date" -> dates(schema);
            case "date-time" -> moments(schema);
            default -> schema.has("enum") ? constants(schema) : texts(schema);
        };
    }

    private static Stream<Value> decimals(Matcher bounds) {
        int digits = Integer.parseInt(bounds.group("digits"));
        int decimals = Integer.parseInt(bounds.group("decimals"));
        String most = "9".repeat(digits);
        return Stream.of(
                Value.at("0"),
                Value.at("0.01"),
                Value.at(most),
                Value.at(most + ".99"),
                Value.at("1." + "0".repeat(decimals)),
                bounds.group("sign") == null ? Value.beyond("-0.01") : Value.at("-0.01"),
                Value.beyond("1" + "0".repeat(digits)),
                Value.beyond("1" + "0".repeat(digits) + ".00"),
                Value.beyond("1." + "0".repeat(decimals) + "1"),
                Value.beyond("1e3"),
                Value.beyond(""));
    }

    private static Stream<Value> dates(JsonNode schema) {
        LocalDate first = LocalDate.parse(schema.path("formatMinimum").asString());
        LocalDate last = LocalDate.parse(schema.path("formatMaximum").asString());
        return Stream.of(
                Value.at(first.toString()),
                Value.at("2024-02-29"),
                Value.at(last.toString()),
                Value.beyond(first.minusDays(1).toString()),
                Value.beyond(last.plusDays(1).toString()),
                Value.beyond("2023-02-29"),
                Value.beyond("0000-01-01"),
                Value.beyond(LocalDate.MIN.toString()),
                Value.beyond(LocalDate.MAX.toString()));
    }

    private static Stream<Value> moments(JsonNode schema) {
        Instant first = Instant.parse(schema.path("formatMinimum").asString());
        Instant last = Instant.parse(schema.path("formatMaximum").asString());
        Instant now = Instant.now();
        return Stream.of(
                Value.at(first.toString()),
                Value.at(now.plus(1, ChronoUnit.DAYS).toString()),
                Value.at(now.plus(9 * 365, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.NANOS)
                        .toString()),
                Value.at(last.toString()),
                Value.beyond(first.minusNanos(1).toString()),
                Value.beyond(last.plusSeconds(1).toString()),
                Value.beyond("+58970-03-01T00:00:00Z"),
                Value.beyond("+294277-01-01T00:00:00Z"),
                Value.beyond(Instant.MAX.toString()),
                Value.beyond(Instant.MIN.toString()));
    }

    private static Stream<Value> constants(JsonNode schema) {
        return Stream.concat(
                schema.path("enum").valueStream().map(constant -> Value.at(constant.asString())),
                Stream.of(Value.beyond("NONE_OF_THEM")));
    }

    private static Stream<Value> texts(JsonNode schema) {
        Matcher repeated = REPEATED.matcher(schema.path("pattern").asString(""));
        boolean isRepeated = repeated.find();
        if (!isRepeated && !schema.has("maxLength")) {
            return Stream.of(Value.at("a"), Value.at("EUR"), Value.at("JPY"), Value.at("KWD"), Value.at("CLF"));
        }
        int most = isRepeated
                ? Integer.parseInt(repeated.group("max"))
                        + (repeated.group("min").equals("0") ? 1 : 0)
                : schema.path("maxLength").asInt();
        Stream<Value> values = Stream.of(Value.at("a".repeat(most)), Value.beyond("a".repeat(most + 1)));
        return isRepeated
                ? Stream.concat(values, Stream.of(Value.beyond(""), Value.beyond("ž")))
                : Stream.concat(values, Stream.of(Value.at("ž".repeat(most)), Value.at("a"), Value.beyond("\u0000")));
    }

    private JsonNode schema(JsonNode reference) {
        return api.at(reference.path("$ref").asString().substring(1));
    }

    private static String nameOf(JsonNode reference) {
        String path = reference.path("$ref").asString("");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
