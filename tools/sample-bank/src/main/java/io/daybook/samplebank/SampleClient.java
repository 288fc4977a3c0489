package io.daybook.samplebank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client of the public REST interface: sends commands and queries with the token it is given for each. */
final class SampleClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int SUCCESS_MAX = 299;
    private static final int UNAVAILABLE = 503;

    /** Each time the service itself waits some seconds for its view. */
    private static final int ATTEMPTS_MAX = 10;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();
    private final URI commands;
    private final URI queries;

    SampleClient(URI commands, URI queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Sends a command under an idempotency key: sent twice, it takes effect once. */
    JsonNode post(String token, String path, Map<String, ?> body, String key) {
        return send(request(commands, path, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    /** Sends a file of that media type under an idempotency key. */
    JsonNode post(String token, String path, String mediaType, String content, String key) {
        return send(request(commands, path, token)
                .header("Content-Type", mediaType)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(content)));
    }

    /** Queries the command-service, which holds the imports. */
    JsonNode getFromCommands(String token, String path) {
        return send(request(commands, path, token));
    }

    /** Queries the query-service, and again as long as its view has not reached the version asked for. */
    JsonNode get(String token, String path) {
        HttpRequest query = request(queries, path, token).build();
        HttpResponse<String> response = exchange(query);
        for (int i = 1; i < ATTEMPTS_MAX && response.statusCode() == UNAVAILABLE; i++) {
            response = exchange(query);
        }
        return body(response);
    }

    private static HttpRequest.Builder request(URI base, String path, String token) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        return body(exchange(request.build()));
    }

    private JsonNode body(HttpResponse<String> response) {
        if (response.statusCode() > SUCCESS_MAX) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(response.uri(), response.statusCode(), response.body()));
        }
        return json.readTree(response.body());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
