package io.daybook.command;

import io.daybook.localstack.Databases;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command-service on real servers, and the HTTP client that tests talk to it with. */
public final class CommandService implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;

    private CommandService(ConfigurableApplicationContext context) {
        this.context = context;
        this.baseUrl = "http://localhost:" + port();
    }

    /** The JDBC URL of a new log with nothing in it. */
    public static String freshLog() {
        return TestServers.migratedDatabase(
                Databases.LOG_OWNER, "log", url -> Flyway.configure()
                        .dataSource(url, Databases.LOG_OWNER, Databases.LOG_OWNER)
                        .locations("classpath:db/log")
                        .placeholders(Map.of("runtimeRole", Databases.COMMAND))
                        .load()
                        .migrate());
    }

    /** Starts a service on that log. Two services may share one. A property without = is not set at all. */
    public static CommandService on(String logUrl, String... properties) {
        var settings = new LinkedHashMap<String, String>();
        Stream.of(
                        List.of(
                                "server.port=0",
                                "spring.datasource.url=" + logUrl,
                                "spring.datasource.username=" + Databases.COMMAND,
                                "spring.datasource.password=" + Databases.COMMAND,
                                "spring.flyway.user=" + Databases.LOG_OWNER,
                                "spring.flyway.password=" + Databases.LOG_OWNER,
                                "spring.kafka.bootstrap-servers="
                                        + TestServers.kafka().bootstrapServers()),
                        TestServers.issuer().properties(),
                        TestServers.personalData(Databases.COMMAND),
                        List.of(properties))
                .flatMap(List::stream)
                .map(property -> property.split("=", 2))
                .forEach(property -> {
                    if (property.length == 1) {
                        settings.remove(property[0]);
                    } else {
                        settings.put(property[0], property[1]);
                    }
                });
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new);
        return new CommandService(SpringApplication.run(CommandServiceApplication.class, arguments));
    }

    /**
     * An HTTP answer.
     *
     * @param status the status code
     * @param body the body as JSON
     * @param headers the answer whole, for its headers
     */
    public record Answer(int status, JsonNode body, HttpResponse<String> headers) {

        /** A header's value, empty if it is absent. */
        public String header(String name) {
            return headers.headers().firstValue(name).orElse("");
        }

        /** The stable type of a problem detail. */
        public String problem() {
            return body.path("type").asString();
        }
    }

    /** Posts JSON; headers come in pairs of name and value. */
    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    /** Sends a request; headers come in pairs of name and value. */
    public Answer send(String method, String path, String json, String... headers) {
        return send(method, path, "application/json", BodyPublishers.ofString(json), headers);
    }

    /** Asks for something. */
    public Answer get(String path) {
        return send("GET", path, "application/json", BodyPublishers.noBody());
    }

    /** Sends a request with any body; headers come in pairs of name and value. */
    public Answer send(String method, String path, String mediaType, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .method(method, body)
                .setHeader("Content-Type", mediaType);
        return send(request, headers);
    }

    /** A part of a form. */
    public static final class Part {

        private final String header;
        private final byte[] content;

        private Part(String header, byte[] content) {
            this.header = header;
            this.content = content;
        }

        /** A file. */
        public static Part file(String field, String name, String mediaType, byte[] content) {
            String header = """
                    Content-Disposition: form-data; name="%s"; filename="%s"
                    Content-Type: %s
                    """.formatted(field, name, mediaType);
            return new Part(header, content);
        }

        /** A field beside it. */
        public static Part field(String field, String value) {
            String header = """
                    Content-Disposition: form-data; name="%s"
                    Content-Type: text/plain; charset=utf-8
                    """.formatted(field);
            return new Part(header, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Posts a form as multipart/form-data (RFC 7578); headers come in pairs of name and value. */
    public Answer postParts(String path, List<Part> parts, String... headers) {
        String boundary = "boundary-" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        for (Part part : parts) {
            String head = "--%s%n%s%n".formatted(boundary, part.header).replaceAll("\\R", "\r\n");
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary);
        return send(request, headers);
    }

    private Answer send(HttpRequest.Builder request, String... headers) {
        request.setHeader("Authorization", as("teller-1"));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String text = response.body().isEmpty() ? "{}" : response.body();
            return new Answer(response.statusCode(), JSON.readTree(text), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The header Authorization of a member of the bank who may do everything. */
    public static String as(String subject) {
        return "Bearer " + TestServers.issuer().token(subject, LocalIssuer.EVERY_SCOPE, null);
    }

    /** Where the service listens. */
    public URI baseUrl() {
        return URI.create(baseUrl);
    }

    /** Opens an account in euros. */
    public UUID anAccount() {
        Answer opened = post("/v1/accounts", """
                {"holder": {"name": "Ada Lovelace"}, "currency": "EUR"}""");
        return UUID.fromString(opened.body().get("accountId").asString());
    }

    /** The port that the service listens on. */
    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Every path that a controller answers, with its method before it: {@code GET /v1/log}. */
    public SortedSet<String> paths() {
        var paths = new TreeSet<String>();
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/v1/"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> paths.add(method.name() + " " + pattern))));
        return paths;
    }

    /** The bean of that type. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
