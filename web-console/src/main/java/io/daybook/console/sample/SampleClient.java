package io.daybook.console.sample;

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

/** Somebody at a desk, with a token: gives commands and asks, over the public REST interface. */
final class SampleClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int GOOD_MAX = 299;
    private static final int NOT_YET = 503;

    /** Each time the service itself waits some seconds for its view. */
    private static final int TIMES_ASKED_MAX = 10;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();
    private final URI commands;
    private final URI queries;

    SampleClient(URI commands, URI queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** Commands, under a key: given twice, it happens once. */
    JsonNode post(String token, String path, Map<String, ?> body, String key) {
        return send(request(commands, path, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    /** Sends a file of another kind. */
    JsonNode post(String token, String path, String mediaType, String content, String key) {
        return send(request(commands, path, token)
                .header("Content-Type", mediaType)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(content)));
    }

    /** Asks the command-service, which knows of imports. */
    JsonNode askCommands(String token, String path) {
        return send(request(commands, path, token));
    }

    /** Asks the query-service, and again as long as its view has not come that far. */
    JsonNode ask(String token, String path) {
        HttpRequest.Builder question = request(queries, path, token);
        HttpResponse<String> answer = exchange(question.build());
        for (int i = 1; i < TIMES_ASKED_MAX && answer.statusCode() == NOT_YET; i++) {
            answer = exchange(question.build());
        }
        return good(answer);
    }

    private static HttpRequest.Builder request(URI base, String path, String token) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        return good(exchange(request.build()));
    }

    private JsonNode good(HttpResponse<String> answer) {
        if (answer.statusCode() > GOOD_MAX) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        return json.readTree(answer.body());
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
