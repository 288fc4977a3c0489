package io.daybook.acceptance;

import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who uses the suite over HTTP. */
final class Client implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String authorization;

    Client() {
        this("anybody");
    }

    /** Somebody of that name; every demo of a test run believes the same issuer. */
    Client(String actor) {
        this.authorization = "Bearer " + TestServers.issuer().token(actor, LocalIssuer.EVERY_SCOPE, null);
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body the JSON
     */
    record Answer(int status, JsonNode body) {
        String text(String field) {
            return body.path(field).asString();
        }
    }

    /** What it shows to be let in. */
    String authorization() {
        return authorization;
    }

    /** Posts a command; under the key, if there is one. */
    Answer post(String url, String json, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .POST(BodyPublishers.ofString(json))
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Deletes something. */
    Answer delete(String url) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url))
                .DELETE()
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .build());
    }

    /** Posts a file. */
    Answer upload(String url, String mediaType, Path file) {
        try {
            return send(HttpRequest.newBuilder(URI.create(url))
                    .POST(BodyPublishers.ofFile(file))
                    .header("Authorization", authorization)
                    .header("Content-Type", mediaType)
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer get(String url, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).header("Authorization", authorization);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return send(request.build());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A page that is no JSON. */
    String page(String url) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(TIMEOUT)
                                    .header("Authorization", authorization)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    UUID openAccount(RunningDemo demo) {
        try {
            Answer opened = post(demo.commands() + "/v1/accounts", """
                    {"holder": {"name": "Somebody"}, "currency": "EUR"}""");
            return UUID.fromString(opened.text("accountId"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    BigDecimal balance(RunningDemo demo, UUID account, long atLeastVersion) {
        Answer answer = get("%s/v1/accounts/%s?atLeastVersion=%d".formatted(demo.queries(), account, atLeastVersion));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return new BigDecimal(answer.text("balance"));
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            String body = response.body().isEmpty() ? "{}" : response.body();
            return new Answer(response.statusCode(), JSON.readTree(body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
