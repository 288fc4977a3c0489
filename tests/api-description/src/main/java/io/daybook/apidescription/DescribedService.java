package io.daybook.apidescription;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running service's description, and the file in which it is kept. {@code -Ddaybook.api=renew} writes the file anew.
 *
 * @param text the description, laid out as the file is
 * @param file file in which it is kept
 */
public record DescribedService(String text, Path file) {

    /** Properties by which a service describes itself. */
    public static final List<String> PROPERTIES = List.of(
            "springdoc.api-docs.enabled=true",
            "springdoc.api-docs.version=openapi_3_1",
            "springdoc.default-produces-media-type=application/json",
            "springdoc.enable-spring-security=false",
            "springdoc.override-with-generic-response=false",
            "springdoc.writer-with-order-by-keys=true");

    private static final Pattern VARIABLE = Pattern.compile("\\{(?<name>\\w+)}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    /** Asks the service on that port, with that token. */
    public static DescribedService on(int port, String token, Path file) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%d/v3/api-docs".formatted(port)))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer = http.send(request, BodyHandlers.ofString()).body();
            String text = JSON.writeValueAsString(JSON.readValue(answer, Object.class)) + "\n";
            if (System.getProperty("daybook.api", "").equals("renew")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
            return new DescribedService(text, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Text of the file. */
    public String kept() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Faults of the description, for a program or for a reader. */
    public List<String> faults() {
        JsonNode api = JSON.readTree(text);
        var faults = new ArrayList<String>();
        if (!api.path("openapi").asString().startsWith("3.1")) {
            faults.add("not OpenAPI 3.1");
        }
        for (JsonNode reference : api.findValues("$ref")) {
            if (api.at(reference.asString().substring(1)).isMissingNode()) {
                faults.add(reference.asString() + " leads nowhere");
            }
        }
        Set<String> names = new HashSet<>();
        api.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry(
                        (method, operation) -> faults.addAll(faults(method + " " + path, path, operation, names))));
        return faults;
    }

    private static List<String> faults(String name, String path, JsonNode operation, Set<String> names) {
        var faults = new ArrayList<String>();
        if (!names.add(operation.path("operationId").asString())) {
            faults.add(name + ": its operationId is taken");
        }
        if (operation.path("summary").asString("").isBlank()) {
            faults.add(name + ": no summary");
        }
        if (operation.path("security").isEmpty()) {
            faults.add(name + ": no security");
        }
        if (operation.path("responses").propertyStream().noneMatch(answer -> answer.getKey()
                .startsWith("2"))) {
            faults.add(name + ": no good answer");
        }
        Matcher variable = VARIABLE.matcher(path);
        while (variable.find()) {
            if (operation
                    .path("parameters")
                    .valueStream()
                    .noneMatch(parameter -> parameter.path("in").asString().equals("path")
                            && parameter.path("name").asString().equals(variable.group("name")))) {
                faults.add(name + ": nothing is said of " + variable.group());
            }
        }
        return faults;
    }
}
